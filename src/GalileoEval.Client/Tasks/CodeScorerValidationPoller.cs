using GalileoEval.Errors;
using GalileoEval.Galileo;
using GalileoEval.Transport;

namespace GalileoEval.Tasks;

/// <summary>Polls validations of code scorers on a sample, one request each
/// (<c>GET /v2/scorers/code/validate/{task_id}</c>): after 1 second, then 2, 3, 4, and from then on every 5
/// seconds.</summary>
/// <param name="client">The client of the connection.</param>
public sealed class CodeScorerValidationPoller(GalileoClient client) : IEvalTaskPoller
{
    /// <inheritdoc/>
    public TimeSpan IntervalAfter(int polls) => TimeSpan.FromSeconds(Math.Min(polls, 5));

    /// <inheritdoc/>
    public string GroupOf(IEvalTask task) => ((CodeScorerValidation)task).TaskId;

    /// <inheritdoc/>
    public Task PollAsync(
        IReadOnlyList<IEvalTask> group,
        Action<IEvalTask, IEvalTask> seen,
        Action<IEvalTask, EvalException> failed,
        IEvalObserver observer,
        CancellationToken cancellationToken)
    {
        GalileoClient observed = EvalServiceClient.Observed(client, observer);
        return SinglePoll.AtEachAsync(
            group.Cast<CodeScorerValidation>(),
            validation => observed.GetValidationAsync(validation, cancellationToken),
            seen,
            failed);
    }
}
