using System.Text.Json.Nodes;
using GalileoEval.Sandbox.Hosting;

namespace GalileoEval.Sandbox.Scale;

/// <summary>Implements Scale's operations that create and change tasks.</summary>
internal sealed class TaskChanges(ScaleStore store, StartLedger starts, TimeProvider clock)
{
    public async Task<JsonResponse> CreateChatAsync(Request request, CancellationToken cancellationToken)
    {
        ScaleBody body = await ScaleBody.ReadAsync(request, cancellationToken).ConfigureAwait(false);
        string? batchId = BatchId(body);
        if (batchId is null || body.NamesProject)
            body.RequireProject();
        JsonObject variables = body.Map("template_variables") ?? [];
        // The service notifies this address; the sandbox only checks its type.
        body.Text("callback_url");
        DateTime now = clock.UtcNow();
        SampleTask task = new("", batchId, 0, now, null, "completed")
        {
            Prompt = Nodes.Text(variables["prompt"]) ?? variables.Select(variable => Nodes.Text(variable.Value)).FirstOrDefault(text => text is not null) ?? "",
            Response = Nodes.Text(variables["response"]) ?? "A sample response of the model.",
            IsRatedBySeveral = true,
            Metadata = body.Map("metadata") ?? [],
        };
        SampleTask added = store.Add(task, now);
        starts.Note("chat task", body.ToString());
        return Json(added, now);
    }

    public async Task<JsonResponse> SetMetadataAsync(Request request, CancellationToken cancellationToken)
    {
        ScaleBody body = await ScaleBody.ReadAsync(request, cancellationToken).ConfigureAwait(false);
        return Json(
            store.Change(body.Required("task_id"), task => task with { Metadata = body.NewMetadata(task.Metadata) }), clock.UtcNow());
    }

    private string? BatchId(ScaleBody body)
    {
        string? id = body.Text("batch_id");
        string? name = body.Text("batch_name");
        if (id is null && name is null)
            return null;
        return store.Batches.FirstOrDefault(batch => (id is null || batch.Id == id) && (name is null || batch.Name == name))?.Id
            ?? throw RequestRejectedException.NotFound("Batch not found.");
    }

    private JsonObject Json(SampleTask task, DateTime now) => new TaskView(store, now, [], []).ToJson(task);
}
