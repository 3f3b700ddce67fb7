using System.Text.Json.Nodes;
using GalileoEval.Sandbox.Hosting;

namespace GalileoEval.Sandbox.Scale;

/// <summary>Implements Scale's operations on projects, batches and deliveries.</summary>
internal sealed class CollectionOperations(ScaleSample sample, TimeProvider clock)
{
    private static readonly string[] BatchStatuses = ["staging", "in_progress", "completed", "paused", "cancelled"];

    public JsonResponse GetBatch(Request request)
    {
        if (request.Query("batch_id") is null && request.Query("batch_name") is null)
            throw new RequestRejectedException(400, "batch_id or batch_name is required.");
        bool expanded = ListQuery.Words(request, "expand", "project").Count > 0;
        ListQuery query = new(request);
        return sample.Batches.FirstOrDefault(batch => query.Names("batch", batch.Id, batch.Name))
            ?.ToJson(clock.UtcNow(), sample.Project(expanded))
            ?? throw RequestRejectedException.NotFound("Batch not found.");
    }

    public JsonResponse ListBatches(Request request)
    {
        IReadOnlyList<string> statuses = ListQuery.Words(request, "status", BatchStatuses);
        bool expanded = ListQuery.Words(request, "expand", "project").Count > 0;
        ListQuery query = new(request);
        DateTime now = clock.UtcNow();
        return query.Page("batches", sample.Batches
            .Where(batch => query.Names("project", SandboxSample.ScaleProjectId, ScaleSample.ProjectName)
                && (statuses.Count == 0 || statuses.Contains(batch.Status(now)))
                && query.Within("created", batch.CreatedAt) && query.Within("completed", batch.CompletedAt(now)))
            .Select(batch => batch.ToJson(now, sample.Project(expanded))));
    }

    public JsonResponse GetProject(Request request)
    {
        if (request.Query("project_id") is null && request.Query("project_name") is null)
            throw new RequestRejectedException(400, "project_id or project_name is required.");
        return new ListQuery(request).Names("project", SandboxSample.ScaleProjectId, ScaleSample.ProjectName)
            ? sample.Project(expanded: true)
            : throw RequestRejectedException.NotFound("Project not found.");
    }

    public JsonResponse ListProjects(Request request)
    {
        JsonNode project = sample.Project(expanded: true);
        DateTime made = DateTimeOffset.Parse((string)project["created_at"]!, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime;
        return new JsonObject { ["projects"] = Nodes.Array(new ListQuery(request).Within("created", made) ? [project] : []) };
    }

    public JsonResponse ListDeliveries(Request request)
    {
        bool expanded = ListQuery.Words(request, "expand", "project").Count > 0;
        ListQuery query = new(request);
        bool named = query.Names("project", SandboxSample.ScaleProjectId, ScaleSample.ProjectName)
            && query.Within("delivered", sample.DeliveredAt);
        return new JsonObject { ["deliveries"] = Nodes.Array(named ? [sample.Delivery(expanded)] : []) };
    }
}
