using System.Text;
using System.Text.Json;
using GalileoEval.Errors;
using GalileoEval.Transport;

namespace GalileoEval.Scale;

/// <summary>Creates and changes batches and tasks of Scale GenAI. No request is sent again if it may have been
/// received.</summary>
/// <param name="transport">Carries the requests; the caller disposes of it.</param>
/// <param name="observer">Receives the progress of requests; null for none.</param>
public sealed class ScaleEditor(IEvalTransport transport, IEvalObserver? observer = null)
    : EvalServiceClient(EvalService.Scale, transport, observer)
{
    private const string IfBatchChanged = "The service may have changed the batch: read it before you repeat the command.";

    /// <summary>Creates a batch. <c>POST /v2/batch</c></summary>
    /// <param name="batch">The batch. A project must be specified, by exactly one of ID and name.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The batch, with its ID.</returns>
    /// <exception cref="EvalException">The batch is invalid (nothing is sent), the service rejected the request, the
    /// network failed, or the response is invalid. RecommendedAction says how to find out whether the batch was
    /// created.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<ScaleBatch> CreateBatchAsync(ScaleNewBatch batch, CancellationToken cancellationToken)
    {
        const string operation = "create batch";
        RequestPath check = Check(operation)
            .Text("name", batch.Name ?? "").Text("callback", batch.Callback);
        if (batch.ProjectId is null == batch.ProjectName is null)
            throw check.Invalid("specify either the ID or the name of the project.");
        check.Id("project_id", batch.ProjectId).Text("project_name", batch.ProjectName);
        CheckObject(check, "metadata", batch.Metadata);
        return await ChangeBatchAsync(
            operation,
            "v2/batch",
            batch,
            "The service may have created the batch: look for its name in the list of batches before you create it again.",
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Creates a chat task. <c>POST /v2/task/chat</c></summary>
    /// <param name="task">The task. A batch or a project must be specified.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The task, with its ID.</returns>
    /// <exception cref="EvalException">The task is invalid (nothing is sent), the service rejected the request, the
    /// network failed, or the response is invalid. RecommendedAction says how to find out whether the task was
    /// created.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<ScaleTask> CreateTaskAsync(ScaleNewTask task, CancellationToken cancellationToken)
    {
        const string operation = "create task";
        RequestPath check = Check(operation);
        if ((task.BatchId ?? task.BatchName ?? task.ProjectId ?? task.ProjectName) is null)
            throw check.Invalid("specify a batch or a project.");
        check.Id("batch_id", task.BatchId)
            .Text("batch_name", task.BatchName)
            .Id("project_id", task.ProjectId)
            .Text("project_name", task.ProjectName)
            .Text("callback_url", task.CallbackUrl);
        CheckObject(check, "template_variables", task.TemplateVariables);
        CheckObject(check, "metadata", task.Metadata);
        return await ChangeAsync<ScaleNewTask, ScaleTask, ScaleTask>(
            operation,
            "v2/task/chat",
            task,
            static response => response,
            "The service may have created the task: list the tasks of the batch or the project before you create it again, or repeat the "
            + "command with -ResumeKey.",
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Starts the work on the tasks of a staging batch. <c>POST /v2/batch/finalize</c></summary>
    /// <param name="batchId">The ID of the batch.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The batch as it is now.</returns>
    /// <exception cref="EvalException">The ID is invalid (nothing is sent), the batch is not staging, the service
    /// rejected the request, the network failed, or the response is invalid.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public Task<ScaleBatch> FinalizeBatchAsync(string batchId, CancellationToken cancellationToken) =>
        MoveBatchAsync("finalize", batchId, cancellationToken);

    /// <summary>Pauses the work on the tasks of a batch. <c>POST /v2/batch/pause</c></summary>
    /// <param name="batchId">The ID of the batch.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The batch as it is now.</returns>
    /// <exception cref="EvalException">The ID is invalid (nothing is sent), the batch is not in progress, the service
    /// rejected the request, the network failed, or the response is invalid.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public Task<ScaleBatch> PauseBatchAsync(string batchId, CancellationToken cancellationToken) =>
        MoveBatchAsync("pause", batchId, cancellationToken);

    /// <summary>Resumes the work on the tasks of a paused batch. <c>POST /v2/batch/resume</c></summary>
    /// <param name="batchId">The ID of the batch.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The batch as it is now.</returns>
    /// <exception cref="EvalException">The ID is invalid (nothing is sent), the batch is not paused, the service
    /// rejected the request, the network failed, or the response is invalid.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public Task<ScaleBatch> ResumeBatchAsync(string batchId, CancellationToken cancellationToken) =>
        MoveBatchAsync("resume", batchId, cancellationToken);

    /// <summary>Cancels a batch and its unfinished tasks permanently. <c>POST /v2/batch/cancel</c></summary>
    /// <param name="batchId">The ID of the batch.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The batch as it is now.</returns>
    /// <exception cref="EvalException">The ID is invalid (nothing is sent), the batch has already ended, the service
    /// rejected the request, the network failed, or the response is invalid.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public Task<ScaleBatch> CancelBatchAsync(string batchId, CancellationToken cancellationToken) =>
        MoveBatchAsync("cancel", batchId, cancellationToken);

    /// <summary>Sets the metadata of a batch. <c>POST /v2/batch/metadata</c></summary>
    /// <param name="batchId">The ID of the batch.</param>
    /// <param name="metadata">The metadata, a JSON object.</param>
    /// <param name="merge">True for a deep merge with the present metadata, false to replace it.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The batch as it is now.</returns>
    /// <exception cref="EvalException">An argument is invalid (nothing is sent), the service rejected the request, the
    /// network failed, or the response is invalid.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<ScaleBatch> SetBatchMetadataAsync(
        string batchId, JsonElement metadata, bool merge, CancellationToken cancellationToken)
    {
        const string operation = "set batch metadata";
        CheckObject(Check(operation).Id("batch_id", batchId ?? ""), "metadata", metadata);
        ScaleMetadataChange change = new() { BatchId = batchId, Metadata = metadata, Merge = merge };
        ScaleBatch batch = await ChangeBatchAsync(
            operation, "v2/batch/metadata", change, IfBatchChanged, cancellationToken).ConfigureAwait(false);
        CheckId(operation, "batch_id", batchId!, batch.BatchId);
        return batch;
    }

    /// <summary>Sets the metadata of a task. <c>POST /v2/task/metadata</c></summary>
    /// <param name="taskId">The ID of the task.</param>
    /// <param name="metadata">The metadata, a JSON object.</param>
    /// <param name="merge">True for a deep merge with the present metadata, false to replace it.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The task as it is now.</returns>
    /// <exception cref="EvalException">An argument is invalid (nothing is sent), the service rejected the request, the
    /// network failed, or the response is invalid.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<ScaleTask> SetTaskMetadataAsync(
        string taskId, JsonElement metadata, bool merge, CancellationToken cancellationToken)
    {
        const string operation = "set task metadata";
        CheckObject(Check(operation).Id("task_id", taskId ?? ""), "metadata", metadata);
        ScaleTask task = await ChangeAsync<ScaleMetadataChange, ScaleTask, ScaleTask>(
            operation,
            "v2/task/metadata",
            new ScaleMetadataChange { TaskId = taskId, Metadata = metadata, Merge = merge },
            static response => response,
            "The service may have changed the task: read it before you repeat the command.",
            cancellationToken).ConfigureAwait(false);
        CheckId(operation, "task_id", taskId!, task.TaskId);
        return task;
    }

    // Only validates arguments: these operations send them in the body.
    private static RequestPath Check(string operation) => new(EvalService.Scale, operation, "");

    private static void CheckObject(RequestPath check, string name, JsonElement? value)
    {
        if (value is { ValueKind: not JsonValueKind.Object })
            throw check.Invalid($"{name} must be a JSON object.");
    }

    private async Task<ScaleBatch> MoveBatchAsync(string verb, string batchId, CancellationToken cancellationToken)
    {
        string operation = verb + " batch";
        Check(operation).Id("batch_id", batchId ?? "");
        ScaleBatch batch = await ChangeBatchAsync(
            operation, "v2/batch/" + verb, new ScaleBatchSelector { BatchId = batchId }, IfBatchChanged, cancellationToken)
            .ConfigureAwait(false);
        CheckId(operation, "batch_id", batchId!, batch.BatchId);
        return batch;
    }

    // Some operations return the batch on its own, others next to a message.
    private Task<ScaleBatch> ChangeBatchAsync<TBody>(
        string operation, string path, TBody body, string ifReceived, CancellationToken cancellationToken) =>
        ChangeAsync<TBody, ScaleChangedBatch, ScaleBatch>(
            operation, path, body, static response => response.ToBatch(), ifReceived, cancellationToken);

    private async Task<TModel> ChangeAsync<TBody, TResponse, TModel>(
        string operation,
        string path,
        TBody body,
        Func<TResponse, TModel> convert,
        string ifReceived,
        CancellationToken cancellationToken)
        where TResponse : class
    {
        string json = JsonSerializer.Serialize(body, ScaleJson.TypeOf<TBody>());
        return await SendAsync(
            operation,
            HttpMethod.Post,
            path,
            ScaleJson.TypeOf<TResponse>(),
            convert,
            cancellationToken,
            () => new StringContent(json, Encoding.UTF8, "application/json"),
            EvalRetry.Start,
            ifReceived: ifReceived).ConfigureAwait(false);
    }
}
