using System.Globalization;
using GalileoEval.Tasks;
using GalileoEval.Text;

namespace GalileoEval.Pipeline;

/// <summary>Shows the progress of a wait.</summary>
internal sealed class WaitProgress(CommandPump pump) : IProgress<EvalWaitProgress>
{
    private readonly ProgressBar _bar = new(pump, 0x4745, "Waiting for evaluations");

    /// <summary>Receives a report of the waiter, on any thread.</summary>
    public void Report(EvalWaitProgress value)
    {
        string states = string.Join(
            ", ", value.States.Where(state => state.Value > 0).OrderBy(state => state.Key).Select(state => $"{state.Value} {state.Key}"));
        string status = $"{value.Done} of {value.Total} ended ({states}), {Clock(value.Elapsed)} elapsed";
        if (value.Remaining is { } remaining)
            status += $", {Clock(remaining)} left";
        int percent = value.Total == 0 ? -1 : value.Done * 100 / value.Total;
        _bar.Show(status, percent, EvalText.OneLine(value.Current, 100));
    }

    /// <inheritdoc cref="ProgressBar.Complete"/>
    public void Complete(EvalCommand command) => _bar.Complete(command);

    private static string Clock(TimeSpan time) => time.TotalDays >= 1
        ? time.ToString(@"d\.hh\:mm\:ss", CultureInfo.InvariantCulture)
        : time.ToString(@"hh\:mm\:ss", CultureInfo.InvariantCulture);
}
