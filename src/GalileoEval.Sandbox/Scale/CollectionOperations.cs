using System.Text.Json.Nodes;
using GalileoEval.Sandbox.Hosting;

namespace GalileoEval.Sandbox.Scale;

/// <summary>Implements Scale's operations on projects, batches and deliveries.</summary>
internal sealed class CollectionOperations(ScaleStore store, TimeProvider clock)
{
    private static readonly string[] BatchStatuses = ["staging", "in_progress", "completed", "paused", "cancelled"];

    public JsonResponse GetBatch(Request request)
    {
        if (request.Query("batch_id") is null && request.Query("batch_name") is null)
            throw new RequestRejectedException(400, "batch_id or batch_name is required.");
        bool expanded = ListQuery.Words(request, "expand", "project").Count > 0;
        ListQuery query = new(request);
        return store.Batches.FirstOrDefault(batch => query.Names("batch", batch.Id, batch.Name)) is { } found
            ? Json(found, store.State(found, clock.UtcNow()), expanded)
            : throw RequestRejectedException.NotFound("Batch not found.");
    }

    public JsonResponse ListBatches(Request request)
    {
        IReadOnlyList<string> statuses = ListQuery.Words(request, "status", BatchStatuses);
        bool expanded = ListQuery.Words(request, "expand", "project").Count > 0;
        ListQuery query = new(request);
        DateTime now = clock.UtcNow();
        return query.Page("batches", store.Batches
            .Select(batch => (Batch: batch, State: store.State(batch, now)))
            .Where(one => query.Names("project", SandboxSample.ScaleProjectId, ScaleStore.ProjectName)
                && (statuses.Count == 0 || statuses.Contains(one.State.Status))
                && query.Within("created", one.Batch.CreatedAt) && query.Within("completed", one.State.CompletedAt))
            .Select(one => Json(one.Batch, one.State, expanded)));
    }

    public JsonResponse GetProject(Request request)
    {
        if (request.Query("project_id") is null && request.Query("project_name") is null)
            throw new RequestRejectedException(400, "project_id or project_name is required.");
        return new ListQuery(request).Names("project", SandboxSample.ScaleProjectId, ScaleStore.ProjectName)
            ? store.Project(expanded: true)
            : throw RequestRejectedException.NotFound("Project not found.");
    }

    public JsonResponse ListProjects(Request request)
    {
        JsonNode project = store.Project(expanded: true);
        DateTime made = DateTimeOffset.Parse((string)project["created_at"]!, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime;
        return new JsonObject { ["projects"] = Nodes.Array(new ListQuery(request).Within("created", made) ? [project] : []) };
    }

    public JsonResponse ListDeliveries(Request request)
    {
        bool expanded = ListQuery.Words(request, "expand", "project").Count > 0;
        ListQuery query = new(request);
        bool named = query.Names("project", SandboxSample.ScaleProjectId, ScaleStore.ProjectName)
            && query.Within("delivered", store.DeliveredAt);
        return new JsonObject { ["deliveries"] = Nodes.Array(named ? [store.Delivery(expanded)] : []) };
    }

    private JsonObject Json(SampleBatch batch, (string Status, DateTime? CompletedAt) state, bool expanded) =>
        batch.ToJson(state.Status, state.CompletedAt, store.Project(expanded));
}
