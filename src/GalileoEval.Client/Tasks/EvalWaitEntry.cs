using GalileoEval.Errors;

namespace GalileoEval.Tasks;

/// <summary>A task that is waited for, on behalf of every item that names it.</summary>
internal sealed class EvalWaitEntry(int number, EvalWaitItem first)
{
    private const int ToleratedInvalidResponses = 2;

    private int _invalidResponses;

    /// <summary>The place in the input.</summary>
    public int Number { get; } = number;

    public IEvalTaskPoller Poller { get; } = first.Poller;

    /// <summary>One item, or several with the same ids.</summary>
    public List<EvalWaitItem> Items { get; } = [first];

    /// <summary>The last state seen.</summary>
    public IEvalTask Task { get; private set; } = first.Task;

    /// <summary>Why the last poll failed; null if it succeeded.</summary>
    public EvalException? LastError { get; private set; }

    public void Saw(IEvalTask task)
    {
        Task = task;
        LastError = null;
        _invalidResponses = 0;
    }

    /// <summary>Records that a poll failed.</summary>
    /// <returns>True when no later poll can succeed.</returns>
    public bool Missed(EvalException error)
    {
        LastError = error;
        if (error.IsTransient)
            return false;

        // A failing gateway sends its own page for a while; a service that has changed keeps sending unreadable responses.
        return error.Condition != EvalErrorCondition.InvalidResponse || ++_invalidResponses > ToleratedInvalidResponses;
    }
}
