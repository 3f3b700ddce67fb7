using System.Globalization;
using GalileoEval.Sandbox.Hosting;

namespace GalileoEval.Sandbox.Kolena;

/// <summary>Implements Kolena's operations on the runs of agents.</summary>
internal sealed class RunOperations(KolenaStore store, TimeProvider clock)
{
    private static readonly string[] Statuses = ["running", "success", "failed"];

    public JsonResponse List(Request request)
    {
        long agentId = KolenaQuery.Ids(request, "agent_id")[0];
        store.Agent(agentId);
        (long, long) page = KolenaQuery.Page(request, smallest: 0);

        FieldErrors errors = new();
        long?[] ids = [.. request.QueryAll("run_ids").Select(id => errors.Integer("query", "run_ids", id))];
        IReadOnlyList<string> userIds = request.QueryAll("user_defined_ids");
        string? status = request.Query("status");
        if (status is not null && !Statuses.Contains(status))
            errors.Add("query", "status", "Input should be 'running', 'success' or 'failed'", "enum", status);
        DateTime? first = Time(errors, request, "created_gte");
        DateTime? last = Time(errors, request, "created_lte");
        errors.ThrowIfAny();

        DateTime now = clock.UtcNow();
        IEnumerable<AgentRun> found = store.Runs.Where(run => run.AgentId == agentId
            && (ids.Length == 0 || ids.Contains(run.Id))
            && (userIds.Count == 0 || userIds.Contains(run.UserDefinedId))
            && (status is null || run.StatusAt(now) == status)
            && (first is null || run.CreatedAt >= first)
            && (last is null || run.CreatedAt <= last));
        return KolenaQuery.Paged("runs", [.. found.Select(run => run.ToJson(now))], page);
    }

    public JsonResponse Get(Request request)
    {
        long[] ids = KolenaQuery.Ids(request, "agent_id", "run_id");
        store.Agent(ids[0]);
        return store.Runs.FirstOrDefault(run => run.AgentId == ids[0] && run.Id == ids[1])?.ToJson(clock.UtcNow())
            ?? throw RequestRejectedException.NotFound($"Run {ids[1]} not found");
    }

    private static DateTime? Time(FieldErrors errors, Request request, string name)
    {
        if (request.Query(name) is not { } text)
            return null;
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time))
            return time.UtcDateTime;
        errors.Add("query", name, "Input should be a valid datetime", "datetime_parsing", text);
        return null;
    }
}
