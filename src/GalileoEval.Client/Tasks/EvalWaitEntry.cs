using GalileoEval.Errors;

namespace GalileoEval.Tasks;

/// <summary>A task that is waited for, on behalf of every item that names it.</summary>
internal sealed class EvalWaitEntry(int number, EvalWaitItem first)
{
    private const int ToleratedInvalidAnswers = 2;

    private int _invalidAnswers;

    /// <summary>The place in the input.</summary>
    public int Number { get; } = number;

    public IEvalTaskPoller Poller { get; } = first.Poller;

    /// <summary>One item, or several with the same ids.</summary>
    public List<EvalWaitItem> Items { get; } = [first];

    /// <summary>The last state seen.</summary>
    public IEvalTask Task { get; private set; } = first.Task;

    /// <summary>Why the last look failed; null when it did not.</summary>
    public EvalException? LastError { get; private set; }

    public void Saw(IEvalTask task)
    {
        Task = task;
        LastError = null;
        _invalidAnswers = 0;
    }

    /// <summary>Notes that a look failed.</summary>
    /// <returns>True when no later look can help.</returns>
    public bool Missed(EvalException error)
    {
        LastError = error;
        if (error.IsTransient)
            return false;

        // A gateway in trouble answers with a page of its own for a while; a service that has changed goes on.
        return error.Condition != EvalErrorCondition.InvalidResponse || ++_invalidAnswers > ToleratedInvalidAnswers;
    }
}
