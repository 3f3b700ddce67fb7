using System.Collections.Concurrent;
using GalileoEval.Errors;
using GalileoEval.Scale;
using GalileoEval.Transport;

namespace GalileoEval.Tasks;

/// <summary>Polls batches, one request each (<c>GET /v2/batch</c>), every 60 seconds. Warns once of a batch that waits for
/// a person: a staging one to be finalized, a paused one to be resumed.</summary>
/// <param name="client">The client of the connection.</param>
public sealed class ScaleBatchPoller(ScaleClient client) : IEvalTaskPoller
{
    private readonly ConcurrentDictionary<(string BatchId, string Status), bool> _warned = new();

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
            WarnOfPersons(batch, observer);
            return batch;
        }
    }

    private void WarnOfPersons(ScaleBatch batch, IEvalObserver observer)
    {
        string? deed = batch.Status switch
        {
            "staging" => "finalizes",
            "paused" => "resumes",
            _ => null,
        };
        if (deed is not null && _warned.TryAdd((batch.BatchId, batch.Status!), true))
            observer.Warning($"Scale: {batch.Describe()} is {batch.Status}: it does not end unless somebody {deed} it.");
    }
}
