using GalileoEval.Errors;

namespace GalileoEval.Tasks;

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

    /// <summary>The last state seen: final when there is no <see cref="Error"/>.</summary>
    public IEvalTask Task { get; }

    /// <summary>Null when the work ended, well or not. <see cref="EvalErrorCondition.Timeout"/> when it had not at the
    /// deadline; anything else when it cannot be read.</summary>
    public EvalException? Error { get; }
}
