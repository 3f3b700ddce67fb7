using GalileoEval.Errors;

namespace GalileoEval.Tasks;

/// <summary>Polls tasks one by one.</summary>
internal static class SinglePoll
{
    /// <summary>Reads each task. An error affects one task, unless all requests would fail in the same way.</summary>
    public static async Task AtEachAsync<TTask>(
        IEnumerable<TTask> tasks,
        Func<TTask, Task<TTask>> get,
        Action<IEvalTask, IEvalTask> seen,
        Action<IEvalTask, EvalException> failed)
        where TTask : class, IEvalTask
    {
        foreach (TTask task in tasks)
        {
            try
            {
                seen(task, await get(task).ConfigureAwait(false));
            }
            catch (EvalException error) when (!IsOfTheConnection(error))
            {
                failed(task, error);
            }
        }
    }

    /// <summary>Whether the next request would fail in the same way.</summary>
    public static bool IsOfTheConnection(EvalException error) => error.Condition
        is EvalErrorCondition.Unauthorized
        or EvalErrorCondition.NoConnection
        or EvalErrorCondition.PaymentRequired
        or EvalErrorCondition.RateLimited
        or EvalErrorCondition.ConnectionFailed;
}
