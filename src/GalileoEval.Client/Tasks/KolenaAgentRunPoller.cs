using System.Globalization;
using GalileoEval.Errors;
using GalileoEval.Kolena;
using GalileoEval.Paging;
using GalileoEval.Transport;

namespace GalileoEval.Tasks;

/// <summary>
/// Polls runs of agents every 5 seconds. Those of one agent are read 200 at a time
/// (<c>GET /api/v1/client/agents/{agent_id}/runs</c> with <c>run_ids</c>); a single run, and a run that the list does
/// not contain, is read individually (<c>.../runs/{run_id}</c>).
/// </summary>
/// <param name="client">The client of the connection.</param>
public sealed class KolenaAgentRunPoller(KolenaClient client) : IEvalTaskPoller
{
    // The IDs are part of the address, which servers limit to about 8,000 characters.
    private const int RunsPerRequest = 200;

    /// <inheritdoc/>
    public TimeSpan IntervalAfter(int polls) => TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public string GroupOf(IEvalTask task) => ((KolenaAgentRun)task).AgentId.ToString(CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public async Task PollAsync(
        IReadOnlyList<IEvalTask> group,
        Action<IEvalTask, IEvalTask> seen,
        Action<IEvalTask, EvalException> failed,
        IEvalObserver observer,
        CancellationToken cancellationToken)
    {
        KolenaClient observed = EvalServiceClient.Observed(client, observer);
        for (int start = 0; start < group.Count; start += RunsPerRequest)
        {
            Dictionary<long, KolenaAgentRun> missing =
                group.Skip(start).Take(RunsPerRequest).Cast<KolenaAgentRun>().ToDictionary(run => run.RunId);
            if (missing.Count > 1)
                await ListAsync(observed, missing, seen, observer, cancellationToken).ConfigureAwait(false);
            await SinglePoll.AtEachAsync(
                missing.Values, run => observed.GetRunAsync(run.AgentId, run.RunId, cancellationToken), seen, failed)
                .ConfigureAwait(false);
        }
    }

    private static async Task ListAsync(
        KolenaClient client,
        Dictionary<long, KolenaAgentRun> missing,
        Action<IEvalTask, IEvalTask> seen,
        IEvalObserver observer,
        CancellationToken cancellationToken)
    {
        long agent = missing.Values.First().AgentId;
        KolenaRunQuery query = new() { RunIds = [.. missing.Keys] };
        try
        {
            EvalPage<KolenaAgentRun> page =
                await client.ListRunsAsync(agent, query, 0, missing.Count, cancellationToken).ConfigureAwait(false);
            foreach (KolenaAgentRun run in page.Items)
            {
                if (missing.TryGetValue(run.RunId, out KolenaAgentRun? asked) && missing.Remove(run.RunId))
                    seen(asked, run);
            }
        }
        catch (EvalException error) when (!error.IsTransient
            && !SinglePoll.IsOfTheConnection(error)
            && error.Condition != EvalErrorCondition.Forbidden)
        {
            // One malformed run can make a page unreadable, but must not block the other runs.
            observer.Verbose($"Reading {missing.Count} runs one by one, because the list failed: {error.Message}");
        }
    }
}
