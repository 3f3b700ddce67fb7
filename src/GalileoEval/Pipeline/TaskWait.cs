using System.Management.Automation;
using GalileoEval.Errors;
using GalileoEval.Formatting;
using GalileoEval.Loading;
using GalileoEval.Tasks;
using GalileoEval.Text;
using GalileoEval.Transport;

namespace GalileoEval.Pipeline;

/// <summary>Waits for work for a cmdlet: writes each item when it ends, an error for each that does not, and
/// progress.</summary>
/// <param name="command">The cmdlet that waits.</param>
/// <param name="options">The options of the wait.</param>
/// <param name="requireSuccess">Whether an unsuccessful end is also an error.</param>
internal sealed class TaskWait(EvalCommand command, EvalWaitOptions options, bool requireSuccess)
{
    private const string ViewName = "GalileoEval.EvalTask";

    private bool _mixed;

    /// <summary>Creates the options of a wait from parameters in seconds.</summary>
    /// <param name="timeout">The limit; negative for none.</param>
    /// <param name="pollInterval">The time between two polls; null for the service's default.</param>
    /// <param name="any">Whether to end with the first item.</param>
    public static EvalWaitOptions Options(double timeout, double? pollInterval, bool any = false) => new()
    {
        Timeout = timeout < 0 ? null : TimeSpan.FromSeconds(timeout),
        PollInterval = pollInterval is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        Any = any,
    };

    /// <summary>Waits until all items have ended, or until the timeout.</summary>
    public void Run(IReadOnlyList<EvalWaitItem> items)
    {
        if (items.Count == 0)
            return;

        _mixed = items.Select(item => item.Task.GetType()).Distinct().Skip(1).Any();
        WaitProgress progress = new(command.Pump);
        try
        {
            command.OrEnd(null, () => command.Execute(cancellation => WaitAsync(items, progress, cancellation)));
        }
        finally
        {
            progress.Complete(command);
        }
    }

    // The span is current in this method, so every poll is its child.
    private async Task WaitAsync(IReadOnlyList<EvalWaitItem> items, WaitProgress progress, CancellationToken cancellation)
    {
        using IEvalWaitSpan? span = PrivateAssemblies.Transports.StartWait(items.Select(static item => item.Task.Service));
        try
        {
            await foreach (EvalWaitResult result in new EvalTaskWaiter()
                .WaitAsync(items, options, progress, command.Pump, cancellation).ConfigureAwait(false))
            {
                if (result.Error is { } error)
                    span?.Missed(error);
                else
                    span?.Ended(result.Task.State);
                command.Pump.Post(_ => Write(result));
            }
        }
        catch (Exception e)
        {
            span?.Fail(e);
            throw;
        }
    }

    private void Write(EvalWaitResult result)
    {
        if (result.Error is { Condition: EvalErrorCondition.Timeout } timeout)
        {
            command.WriteFailure(timeout, result.Task);
            return;
        }

        if (result.Error is { } failure)
        {
            command.WriteFailure(failure, result.Item.Input);
            return;
        }

        command.WriteObject(_mixed ? AsOneOfMany(result.Task) : result.Task);
        if (requireSuccess && result.Task.State != EvalState.Succeeded)
            command.WriteFailure(Unsuccessful(result.Task), result.Task);
    }

    // The view that displays work of several kinds in one table.
    private static PSObject AsOneOfMany(IEvalTask task)
    {
        PSObject shown = PSObject.AsPSObject(task);
        if (shown.TypeNames[0] != ViewName)
            shown.TypeNames.Insert(0, ViewName);
        return shown;
    }

    private static EvalException Unsuccessful(IEvalTask task)
    {
        string result = TaskText.Result(PSObject.AsPSObject(task));
        string reason = result.Length == 0 ? "" : $": {result}";
        return new EvalException(
            EvalErrorCondition.TaskFailed, $"{task.Service}: {task.Describe()} ended as {task.State} ({EvalText.OneLine(task.Status, 100)}){reason}")
        {
            Service = task.Service,
            RecommendedAction = "See the object in the output: it has the details of the service.",
        };
    }
}
