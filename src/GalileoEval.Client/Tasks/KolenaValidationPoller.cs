using System.Globalization;
using GalileoEval.Errors;
using GalileoEval.Kolena;
using GalileoEval.Transport;

namespace GalileoEval.Tasks;

/// <summary>
/// Polls validations every 5 seconds. Those of one ground truth are read 1,000 at a time
/// (<c>GET /api/v1/client/agents/{agent_id}/ground_truths/{ground_truth_id}/validations</c>) if that takes fewer
/// requests than one by one (<c>.../validations/{validation_id}</c>).
/// </summary>
/// <param name="client">The client of the connection.</param>
public sealed class KolenaValidationPoller(KolenaClient client) : IEvalTaskPoller
{
    private readonly GroupPoll<KolenaValidation, long> _groupPoll = new(smallestGroup: 2, validation => validation.ValidationId);

    /// <inheritdoc/>
    public TimeSpan IntervalAfter(int polls) => TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public string GroupOf(IEvalTask task)
    {
        KolenaValidation validation = (KolenaValidation)task;
        FormattableString name = $"{validation.AgentId}/{validation.GroundTruthId}";
        return name.ToString(CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    public Task PollAsync(
        IReadOnlyList<IEvalTask> group,
        Action<IEvalTask, IEvalTask> seen,
        Action<IEvalTask, EvalException> failed,
        IEvalObserver observer,
        CancellationToken cancellationToken)
    {
        KolenaClient observed = EvalServiceClient.Observed(client, observer);
        KolenaValidation first = (KolenaValidation)group[0];
        return _groupPoll.TakeAsync(
            GroupOf(first),
            group,
            validation => observed.GetValidationAsync(
                validation.AgentId, validation.GroundTruthId, validation.ValidationId, cancellationToken),
            observed.ListValidations(first.AgentId, first.GroundTruthId),
            seen,
            failed,
            observer,
            cancellationToken);
    }
}
