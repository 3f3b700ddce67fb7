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

    /// <summary>The last known state: final if there is no <see cref="Error"/>.</summary>
    public IEvalTask Task { get; }

    /// <summary>Null if the work ended, successfully or not. <see cref="EvalErrorCondition.Timeout"/> if it had not ended at the
    /// deadline; any other condition if it could not be read.</summary>
    public EvalException? Error { get; }
}
