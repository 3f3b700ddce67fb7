using System.Globalization;
using System.Management.Automation;
using GalileoEval.Tasks;
using GalileoEval.Text;

namespace GalileoEval.Pipeline;

/// <summary>Shows the progress of a wait.</summary>
internal sealed class WaitProgress(CommandPump pump) : IProgress<EvalWaitProgress>
{
    private const int ActivityId = 0x4745;
    private const string Activity = "Waiting for evaluations";

    private bool _shown;

    /// <summary>Receives a report of the waiter, on any thread.</summary>
    public void Report(EvalWaitProgress value)
    {
        ProgressRecord record = RecordOf(value);
        pump.Post(cmdlet =>
        {
            _shown = true;
            cmdlet.WriteProgress(record);
        });
    }

    /// <summary>Removes the progress bar. On the pipeline thread.</summary>
    public void Complete(EvalCommand command)
    {
        // A pipeline that is stopping accepts no more records; the host clears the display.
        if (_shown && !command.Cancellation.IsCancellationRequested)
            command.WriteProgress(new ProgressRecord(ActivityId, Activity, "Done") { RecordType = ProgressRecordType.Completed });
    }

    private static ProgressRecord RecordOf(EvalWaitProgress value)
    {
        string states = string.Join(
            ", ", value.States.Where(state => state.Value > 0).OrderBy(state => state.Key).Select(state => $"{state.Value} {state.Key}"));
        string status = $"{value.Done} of {value.Total} ended ({states}), {Clock(value.Elapsed)} elapsed";
        if (value.Remaining is { } remaining)
            status += $", {Clock(remaining)} left";
        return new ProgressRecord(ActivityId, Activity, status)
        {
            PercentComplete = value.Total == 0 ? -1 : value.Done * 100 / value.Total,
            CurrentOperation = EvalText.OneLine(value.Current, 100),
        };
    }

    private static string Clock(TimeSpan time) => time.TotalDays >= 1
        ? time.ToString(@"d\.hh\:mm\:ss", CultureInfo.InvariantCulture)
        : time.ToString(@"hh\:mm\:ss", CultureInfo.InvariantCulture);
}
