using GalileoEval.Paging;
using GalileoEval.Transport;

namespace GalileoEval.Kolena;

/// <content>The operations on runs of agents.</content>
public sealed partial class KolenaClient
{
    /// <summary>Starts one run of an agent over files: <c>POST /api/v1/client/agents/{agent_id}/runs</c>, limited to 600 requests
    /// per minute and user. Retried only if it certainly was not received, because the service would start a second run.</summary>
    /// <param name="agentId">The agent, from 1.</param>
    /// <param name="files">The files; at least one. They are streamed from disk.</param>
    /// <param name="userDefinedId">The user's ID of the run; null for none.</param>
    /// <param name="dueDate">When the run is due; UTC is assumed when no time zone is given. Null for none.</param>
    /// <param name="sent">Receives the number of bytes of the form that an attempt has sent so far, from any thread; null for none.</param>
    /// <param name="cancellationToken">Cancels the request; work that was started continues.</param>
    /// <returns>The started run.</returns>
    public async Task<KolenaAgentRun> StartRunAsync(
        long agentId,
        IReadOnlyList<KolenaFile> files,
        string? userDefinedId,
        DateTime? dueDate,
        IProgress<long>? sent,
        CancellationToken cancellationToken)
    {
        const string operation = "start run";
        RequestPath path = Agent(operation, agentId).Segment("runs");
        if (files.Count == 0)
            throw path.Invalid("a run requires at least one file.");
        if (userDefinedId is not null && string.IsNullOrWhiteSpace(userDefinedId))
            throw path.Invalid("the user-defined ID of the run is empty.");

        return await SendAsync(
            operation,
            HttpMethod.Post,
            path.ToString(),
            TypeOf<KolenaAgentRun>(),
            run => StartedRunOf(operation, agentId, run),
            cancellationToken,
            () => KolenaRunForm.Create(files, userDefinedId, dueDate),
            EvalRetry.Start,
            UsualRate,
            "The service may have started it: list the runs of the agent before you start it again.",
            sent ?? Unobserved.Instance).ConfigureAwait(false);
    }

    /// <summary>Removes a run of an agent with its results: <c>DELETE /api/v1/client/agents/{agent_id}/runs/{run_id}</c>.</summary>
    /// <param name="agentId">The agent, from 1.</param>
    /// <param name="runId">The run, from 1.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>A task that completes when the service has removed the run.</returns>
    public async Task RemoveRunAsync(long agentId, long runId, CancellationToken cancellationToken)
    {
        const string operation = "remove run";
        await SendAsync(
            new EvalRequest
            {
                Operation = operation,
                Method = HttpMethod.Delete,
                Path = Agent(operation, agentId).Segment("runs").IdSegment("run_id", runId).ToString(),
                Retry = EvalRetry.Start,
                Observer = Observer,
            },
            cancellationToken,
            "The service may have removed it: get the run to find out.").ConfigureAwait(false);
    }

    /// <summary>Reads a run of an agent: <c>GET /api/v1/client/agents/{agent_id}/runs/{run_id}</c>, limited to 1,200
    /// requests per minute and user.</summary>
    /// <param name="agentId">The agent, from 1.</param>
    /// <param name="runId">The run, from 1.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The run as it is now.</returns>
    public async Task<KolenaAgentRun> GetRunAsync(long agentId, long runId, CancellationToken cancellationToken)
    {
        const string operation = "get run";
        return await SendAsync(
            operation,
            HttpMethod.Get,
            Agent(operation, agentId).Segment("runs").IdSegment("run_id", runId).ToString(),
            TypeOf<KolenaAgentRun>(),
            run =>
            {
                CheckId(operation, "run_id", runId, Received(run.RunId));
                return RunOf(operation, agentId, run);
            },
            cancellationToken,
            requestsPerMinute: HigherRate).ConfigureAwait(false);
    }

    /// <summary>Reads one page of the runs of an agent: <c>GET /api/v1/client/agents/{agent_id}/runs</c>, limited to 1,200
    /// requests per minute and user.</summary>
    /// <param name="agentId">The agent, from 1.</param>
    /// <param name="query">Selects the runs.</param>
    /// <param name="pageNumber">The page, from 0.</param>
    /// <param name="pageSize">The number of runs per page, 1 to <see cref="LargestPageSize"/>.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The page.</returns>
    public async Task<EvalPage<KolenaAgentRun>> ListRunsAsync(
        long agentId, KolenaRunQuery query, int pageNumber, int pageSize, CancellationToken cancellationToken)
    {
        const string operation = "list runs";
        RequestPath path = WithPage(Agent(operation, agentId).Segment("runs"), pageNumber, pageSize)
            .Ids("run_ids", query.RunIds)
            .Text("status", query.Status)
            .Texts("user_defined_ids", query.UserDefinedIds)
            .Time("created_gte", query.CreatedAfter)
            .Time("created_lte", query.CreatedBefore);
        return await SendAsync(
            operation,
            HttpMethod.Get,
            path.ToString(),
            TypeOf<KolenaAgentRunPage>(),
            page => PageOf("runs", pageNumber, page.TotalPages, page.Runs, run => RunOf(operation, agentId, run)),
            cancellationToken,
            requestsPerMinute: HigherRate).ConfigureAwait(false);
    }

    /// <summary>Lists the runs of an agent, page by page.</summary>
    /// <param name="agentId">The agent, from 1.</param>
    /// <param name="query">Selects the runs.</param>
    /// <returns>The runs, in the service's order; requests are sent during enumeration.</returns>
    public PagedList<KolenaAgentRun> ListRuns(long agentId, KolenaRunQuery query) => PagedList.ByNumber<KolenaAgentRun>(
        RunsPerPage,
        static run => run.Describe(),
        (number, size, cancellation) => ListRunsAsync(agentId, query, number, size, cancellation));

    // The timeout of an upload restarts with every part that is sent, even without an observer.
    private sealed class Unobserved : IProgress<long>
    {
        public static readonly Unobserved Instance = new();

        public void Report(long value)
        {
        }
    }

    // The service documents the complete run, but only the ID is required.
    private KolenaAgentRun StartedRunOf(string operation, long agentId, KolenaAgentRun run) =>
        run.Status is null && (Received(run.RunId) ?? run.Id) is long id
            ? new KolenaAgentRun { AgentId = agentId, RunId = id }
            : RunOf(operation, agentId, run);

    private KolenaAgentRun RunOf(string operation, long agentId, KolenaAgentRun run)
    {
        CheckId(operation, "agent_id", agentId, Received(run.AgentId));
        return run.Of(agentId);
    }
}
