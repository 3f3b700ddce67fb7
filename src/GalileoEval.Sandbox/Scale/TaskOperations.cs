using System.Text.Json.Nodes;
using GalileoEval.Sandbox.Hosting;

namespace GalileoEval.Sandbox.Scale;

/// <summary>Implements Scale's operations on tasks.</summary>
internal sealed class TaskOperations(ScaleStore store, TimeProvider clock)
{
    private static readonly string[] Statuses = ["pending", "completed", "canceled", "error", "deleted"];

    public JsonResponse Get(Request request)
    {
        if (request.Query("task_id") is not { Length: > 0 } id)
            throw new RequestRejectedException(400, "task_id is required.");
        TaskView view = View(request);
        return store.Tasks.FirstOrDefault(task => task.Id == id) is { } found
            ? view.ToJson(found)
            : throw RequestRejectedException.NotFound($"Task {id} not found.");
    }

    public JsonResponse List(Request request)
    {
        string[] selectors = ["project_id", "project_name", "batch_id", "batch_name"];
        if (selectors.All(selector => request.Query(selector) is null))
            throw new RequestRejectedException(400, "One of project_id, project_name, batch_id or batch_name is required.");
        IReadOnlyList<string> statuses = ListQuery.Words(request, "status", Statuses);
        TaskView view = View(request);
        ListQuery query = new(request);
        if (!query.Names("project", SandboxSample.ScaleProjectId, ScaleStore.ProjectName))
            throw RequestRejectedException.NotFound("Project not found.");
        HashSet<string> batches = [.. store.Batches.Where(batch => query.Names("batch", batch.Id, batch.Name)).Select(batch => batch.Id)];
        if (batches.Count == 0)
            throw RequestRejectedException.NotFound("Batch not found.");
        bool isOfBatch = request.Query("batch_id") is not null || request.Query("batch_name") is not null;

        return query.Page("tasks", store.Tasks
            .Where(task => (task.BatchId is { } batch ? batches.Contains(batch) : !isOfBatch)
                && (statuses.Count == 0 || statuses.Contains(task.Status(view.Now)))
                && query.Within("completed", task.CompletedAt(view.Now)))
            .Select(view.ToJson));
    }

    public JsonResponse GetDelivery(Request request)
    {
        if (request.Query("delivery_id") is null && request.Query("delivery_name") is null)
            throw new RequestRejectedException(400, "delivery_id or delivery_name is required.");
        TaskView view = View(request, "delivery");
        ListQuery query = new(request);
        if (!query.Names("delivery", ScaleStore.DeliveryId, ScaleStore.DeliveryName)
            || !query.Names("project", SandboxSample.ScaleProjectId, ScaleStore.ProjectName))
            throw RequestRejectedException.NotFound("Delivery not found.");

        JsonObject page = query.Page("tasks", store.DeliveredTasks.Select(view.ToJson));
        page["delivery"] = request.QueryAll("expand").Contains("delivery")
            ? store.Delivery(projectExpanded: false)
            : ScaleStore.DeliveryId;
        return page;
    }

    private TaskView View(Request request, params string[] alsoExpandable)
    {
        IReadOnlyList<string> expand = ListQuery.Words(request, "expand", ["project", "batch", .. alsoExpandable]);
        IReadOnlyList<string> options = ListQuery.Words(
            request, "opts", "annotation_details", "attachment_details", "model_parameters", "submissions");
        return new TaskView(store, clock.UtcNow(), expand, options);
    }
}
