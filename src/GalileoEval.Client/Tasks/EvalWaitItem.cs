using GalileoEval.Errors;

namespace GalileoEval.Tasks;

/// <summary>An item to wait for.</summary>
public sealed class EvalWaitItem
{
    /// <summary>Creates an item.</summary>
    /// <param name="task">The work in its last known state; the IDs are sufficient.</param>
    /// <param name="poller">Polls it. Items of one kind on one connection share one poller, so that they are
    /// polled together.</param>
    /// <param name="input">The user's input, for error records; returned unchanged.</param>
    public EvalWaitItem(IEvalTask task, IEvalTaskPoller poller, object? input = null)
    {
        Task = task ?? throw new ArgumentNullException(nameof(task));
        Poller = poller ?? throw new ArgumentNullException(nameof(poller));
        Input = input;
    }

    /// <summary>The work in its state at the start of the wait.</summary>
    public IEvalTask Task { get; }

    /// <summary>The poller.</summary>
    public IEvalTaskPoller Poller { get; }

    /// <summary>The user's input.</summary>
    public object? Input { get; }
}

/// <summary>The result of one item.</summary>
public sealed class EvalWaitResult
{
    internal EvalWaitResult(EvalWaitItem item, IEvalTask task, EvalException? error = null)
    {
        Item = item;
        Task = task;
        Error = error;
    }

    /// <summary>The item.</summary>
    public EvalWaitItem Item { get; }

    /// <summary>The last known state: final if there is no <see cref="Error"/>.</summary>
    public IEvalTask Task { get; }

    /// <summary>Null if the work ended, successfully or not. <see cref="EvalErrorCondition.Timeout"/> if it had not
    /// ended at the deadline; any other condition if it could not be read.</summary>
    public EvalException? Error { get; }
}
