using GalileoEval.Errors;
using GalileoEval.Scale;
using GalileoEval.Transport;

namespace GalileoEval.Tasks;

/// <summary>Polls batches, one request each (<c>GET /v2/batch</c>), every 60 seconds. Warns once about a batch that
/// does not end on its own: a staging batch until it is finalized, or a paused batch until it is resumed.</summary>
/// <param name="client">The client of the connection.</param>
public sealed class ScaleBatchPoller(ScaleClient client) : IEvalTaskPoller
{
    private readonly OnceWarnings _warnings = new(EvalService.Scale);

    /// <inheritdoc/>
    public TimeSpan IntervalAfter(int polls) => TimeSpan.FromSeconds(60);

    /// <inheritdoc/>
    public string GroupOf(IEvalTask task) => ((ScaleBatch)task).BatchId;

    /// <inheritdoc/>
    public Task PollAsync(
        IReadOnlyList<IEvalTask> group,
        Action<IEvalTask, IEvalTask> seen,
        Action<IEvalTask, EvalException> failed,
        IEvalObserver observer,
        CancellationToken cancellationToken)
    {
        ScaleClient observed = EvalServiceClient.Observed(client, observer);
        return SinglePoll.AtEachAsync(group.Cast<ScaleBatch>(), GetAsync, seen, failed);

        async Task<ScaleBatch> GetAsync(ScaleBatch asked)
        {
            ScaleBatch batch = await observed.GetBatchAsync(asked.BatchId, batchName: null, cancellationToken)
                .ConfigureAwait(false);
            WarnOfWaiting(batch, observer);
            return batch;
        }
    }

    private void WarnOfWaiting(ScaleBatch batch, IEvalObserver observer)
    {
        (string Verb, EvalNextStep Step)? help = batch.Status switch
        {
            "staging" => ("Finalize", EvalNextStep.FinalizeBatch),
            "paused" => ("Resume", EvalNextStep.ResumeBatch),
            _ => null,
        };
        if (help is { } needed)
        {
            _warnings.Write(
                observer,
                $"{batch.Status} {batch.BatchId}",
                $"{batch.Describe()} is {batch.Status} and does not end on its own. {needed.Verb} it.",
                needed.Step);
        }
    }
}
