using System.Management.Automation;

namespace GalileoEval.Pipeline;

/// <summary>A progress bar of a cmdlet that other threads move.</summary>
/// <param name="pump">Runs actions on the pipeline thread.</param>
/// <param name="id">Identifies the bar.</param>
/// <param name="activity">The heading of the bar.</param>
internal sealed class ProgressBar(CommandPump pump, int id, string activity)
{
    private bool _isShown;

    /// <summary>Shows the progress. From any thread.</summary>
    /// <param name="status">The text of the bar.</param>
    /// <param name="percent">The share that is done; -1 if it is not known.</param>
    /// <param name="current">A line below the bar; null for none.</param>
    public void Show(string status, int percent = -1, string? current = null) => pump.Post(cmdlet =>
    {
        _isShown = true;
        cmdlet.WriteProgress(new ProgressRecord(id, activity, status) { PercentComplete = percent, CurrentOperation = current });
    });

    /// <summary>Removes the bar. On the pipeline thread.</summary>
    public void Complete(EvalCommand command)
    {
        // A pipeline that is stopping accepts no more records; the host clears the display.
        if (_isShown && !command.Cancellation.IsCancellationRequested)
            command.WriteProgress(new ProgressRecord(id, activity, "Done") { RecordType = ProgressRecordType.Completed });
    }
}
