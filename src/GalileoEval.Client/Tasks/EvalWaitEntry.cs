using GalileoEval.Errors;

namespace GalileoEval.Tasks;

/// <summary>A task that is waited for, with all items that have its IDs.</summary>
internal sealed class EvalWaitEntry(int number, EvalWaitItem first)
{
    private const int ToleratedInvalidResponses = 2;

    private int _invalidResponses;

    /// <summary>The index in the input.</summary>
    public int Number { get; } = number;

    public IEvalTaskPoller Poller { get; } = first.Poller;

    /// <summary>The items, which have the same IDs.</summary>
    public List<EvalWaitItem> Items { get; } = [first];

    /// <summary>The last known state.</summary>
    public IEvalTask Task { get; private set; } = first.Task;

    /// <summary>The error of the last poll; null if it succeeded.</summary>
    public EvalException? LastError { get; private set; }

    public void Saw(IEvalTask task)
    {
        Task = task;
        LastError = null;
        _invalidResponses = 0;
    }

    /// <summary>Records that a poll failed.</summary>
    /// <returns>True if no later poll can succeed.</returns>
    public bool Missed(EvalException error)
    {
        LastError = error;
        if (error.IsTransient)
            return false;

        // A failing gateway returns its own page for a while; a service that has changed always returns unreadable
        // responses.
        return error.Condition != EvalErrorCondition.InvalidResponse || ++_invalidResponses > ToleratedInvalidResponses;
    }
}
