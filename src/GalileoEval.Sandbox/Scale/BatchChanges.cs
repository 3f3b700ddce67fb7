using System.Text.Json.Nodes;
using GalileoEval.Sandbox.Hosting;

namespace GalileoEval.Sandbox.Scale;

/// <summary>Implements Scale's operations that create and change batches.</summary>
internal sealed class BatchChanges(ScaleStore store, StartLedger starts, TimeProvider clock)
{
    public async Task<JsonResponse> CreateAsync(Request request, CancellationToken cancellationToken)
    {
        ScaleBody body = await ScaleBody.ReadAsync(request, cancellationToken).ConfigureAwait(false);
        string name = body.Required("name");
        body.RequireProject();
        SampleBatch batch = store.Add(new SampleBatch("", name, clock.UtcNow(), body.Flag("staging_batch") ? "staging" : "in_progress")
        {
            Callback = body.Text("callback"),
            Metadata = body.Map("metadata") ?? [],
        });
        starts.Note("batch", name);
        return Json(batch);
    }

    /// <summary>Starts the work on the tasks of a staging batch.</summary>
    public Task<JsonResponse> FinalizeAsync(Request request, CancellationToken cancellationToken) =>
        MoveAsync(request, "finalized", "in_progress", static (task, now) => task.Started(now), Json, cancellationToken, "staging");

    public Task<JsonResponse> PauseAsync(Request request, CancellationToken cancellationToken) =>
        MoveAsync(request, "paused", "paused", static (task, now) => task.Paused(now), WithMessage("paused"), cancellationToken, "in_progress");

    public Task<JsonResponse> ResumeAsync(Request request, CancellationToken cancellationToken) =>
        MoveAsync(request, "resumed", "in_progress", static (task, now) => task.Started(now), WithMessage("resumed"), cancellationToken, "paused");

    public Task<JsonResponse> CancelAsync(Request request, CancellationToken cancellationToken) =>
        MoveAsync(
            request, "cancelled", "cancelled", static (task, now) => task.Canceled(now), WithMessage("cancelled"), cancellationToken,
            "staging", "in_progress", "paused");

    public async Task<JsonResponse> SetMetadataAsync(Request request, CancellationToken cancellationToken)
    {
        ScaleBody body = await ScaleBody.ReadAsync(request, cancellationToken).ConfigureAwait(false);
        Func<SampleBatch, bool> find = Selected(body);
        return Json(store.Change(
            find, (batch, _) => batch with { Metadata = body.NewMetadata(batch.Metadata) }, static task => task, clock.UtcNow()));
    }

    private async Task<JsonResponse> MoveAsync(
        Request request,
        string verb,
        string phase,
        Func<SampleTask, DateTime, SampleTask> changeTask,
        Func<SampleBatch, JsonObject> respond,
        CancellationToken cancellationToken,
        params string[] allowed)
    {
        ScaleBody body = await ScaleBody.ReadAsync(request, cancellationToken).ConfigureAwait(false);
        DateTime now = clock.UtcNow();
        return respond(store.Change(
            Selected(body),
            (batch, status) => allowed.Contains(status)
                ? batch with { Phase = phase }
                : throw new RequestRejectedException(409, $"A batch with status {status} cannot be {verb}."),
            task => changeTask(task, now),
            now));
    }

    private static Func<SampleBatch, bool> Selected(ScaleBody body)
    {
        string? id = body.Text("batch_id");
        string? name = body.Text("batch_name");
        return id is null && name is null
            ? throw new RequestRejectedException(400, "batch_id or batch_name is required.")
            : batch => (id is null || batch.Id == id) && (name is null || batch.Name == name);
    }

    private Func<SampleBatch, JsonObject> WithMessage(string verb) =>
        batch => new JsonObject { ["batch"] = Json(batch), ["message"] = $"The batch was {verb}." };

    private JsonObject Json(SampleBatch batch)
    {
        (string status, DateTime? completedAt) = store.State(batch, clock.UtcNow());
        return batch.ToJson(status, completedAt, store.Project(expanded: false));
    }
}
