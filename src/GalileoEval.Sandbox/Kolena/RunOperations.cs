using System.Globalization;
using GalileoEval.Sandbox.Hosting;

namespace GalileoEval.Sandbox.Kolena;

/// <summary>Implements Kolena's operations on the runs of agents.</summary>
internal sealed class RunOperations(KolenaStore store, StartLedger starts, TimeSpan taskDuration, TimeProvider clock)
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
        IEnumerable<AgentRun> found = store.Runs(agentId).Where(run =>
            (ids.Length == 0 || ids.Contains(run.Id))
            && (userIds.Count == 0 || userIds.Contains(run.UserDefinedId))
            && (status is null || run.StatusAt(now) == status)
            && (first is null || run.CreatedAt >= first)
            && (last is null || run.CreatedAt <= last));
        return KolenaQuery.Paged("runs", [.. found.Select(run => run.ToJson(now))], page);
    }

    public JsonResponse Get(Request request)
    {
        long[] ids = KolenaQuery.Ids(request, "agent_id", "run_id");
        return store.Run(ids[0], ids[1]).ToJson(clock.UtcNow());
    }

    public async Task<JsonResponse> StartAsync(Request request, CancellationToken cancellationToken)
    {
        long agentId = KolenaQuery.Ids(request, "agent_id")[0];
        store.Agent(agentId);
        SubmittedForm form = await request.UploadAsync(cancellationToken).ConfigureAwait(false);

        FieldErrors errors = new();
        IReadOnlyList<SubmittedFile> files = form.Files("files");
        if (files.Count == 0)
            errors.Missing("body", "files");
        Time(errors, "body", "due_date", form["due_date"]);
        errors.ThrowIfAny();

        DateTime now = clock.UtcNow();
        starts.Note("run", $"{agentId}/{form.Fingerprint()}");
        return store.StartRun(id => new AgentRun(
            agentId, id, form["user_defined_id"], now, now + taskDuration, "success", [.. files.Select(AgentFile.Read)])).ToJson(now);
    }

    public JsonResponse Remove(Request request)
    {
        long[] ids = KolenaQuery.Ids(request, "agent_id", "run_id");
        store.RemoveRun(ids[0], ids[1]);
        return new JsonResponse(200, null);
    }

    private static DateTime? Time(FieldErrors errors, Request request, string name) =>
        Time(errors, "query", name, request.Query(name));

    private static DateTime? Time(FieldErrors errors, string place, string name, string? text)
    {
        if (text is null)
            return null;
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time))
            return time.UtcDateTime;
        errors.Add(place, name, "Input should be a valid datetime", "datetime_parsing", text);
        return null;
    }
}
