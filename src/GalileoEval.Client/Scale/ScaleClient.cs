using GalileoEval.Paging;
using GalileoEval.Transport;

namespace GalileoEval.Scale;

/// <summary>Reads from Scale GenAI. <see cref="ScaleEditor"/> creates and changes objects.</summary>
/// <param name="transport">Carries the requests; the caller disposes of it.</param>
/// <param name="observer">Receives the progress of requests; null for none.</param>
public sealed class ScaleClient(IEvalTransport transport, IEvalObserver? observer = null)
    : EvalServiceClient(EvalService.Scale, transport, observer)
{
    private static readonly Lazy<Task> Preparing = new(static () => Task.Run(ScaleJson.ReadSample));

    /// <summary>The task that <see cref="Prepare"/> started.</summary>
    internal static Task Prepared => Preparing.Value;

    /// <summary>Starts to JIT-compile, on the thread pool, the code for the first response, which takes half the time
    /// of the first request of a process. Call it as soon as it is known that tasks will be read. Sends nothing; later
    /// calls do nothing.</summary>
    public static void Prepare() => _ = Prepared;

    /// <summary>Reads a task. <c>GET /v2/task</c></summary>
    /// <param name="taskId">The ID of the task.</param>
    /// <param name="expand">The references to expand to whole objects: <c>project</c>, <c>batch</c>; null for
    /// none.</param>
    /// <param name="options">The optional parts to return: <c>annotation_details</c>, <c>attachment_details</c>,
    /// <c>model_parameters</c>, <c>submissions</c>; null for none.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The task as it is now.</returns>
    /// <exception cref="Errors.EvalException">The ID is invalid (nothing is sent), the service rejected the request,
    /// the network failed, or the response is invalid.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<ScaleTask> GetTaskAsync(
        string taskId,
        IReadOnlyList<string>? expand,
        IReadOnlyList<string>? options,
        CancellationToken cancellationToken)
    {
        const string operation = "get task";
        RequestPath query = Path(operation, "v2/task")
            .Id("task_id", taskId ?? "")
            .Texts("expand", expand)
            .Texts("opts", options);
        ScaleTask task = await GetAsync<ScaleTask>(operation, query, cancellationToken).ConfigureAwait(false);
        CheckId(operation, "task_id", taskId!, task.TaskId);
        return task;
    }

    /// <summary>Reads one page of the tasks of a project or a batch. <c>GET /v2/tasks</c></summary>
    /// <param name="query">Which tasks. A project or a batch must be named.</param>
    /// <param name="nextToken">The <see cref="ScaleTaskPage.NextToken"/> of the page before, under the same query; null
    /// for the first page.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The page.</returns>
    /// <exception cref="Errors.EvalException">The query is invalid (nothing is sent), the service rejected the request,
    /// the network failed, or the response is invalid.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<ScaleTaskPage> ListTasksAsync(ScaleTaskQuery query, string? nextToken, CancellationToken cancellationToken)
    {
        const string operation = "list tasks";
        RequestPath path = Path(operation, "v2/tasks");
        if ((query.ProjectId ?? query.ProjectName ?? query.BatchId ?? query.BatchName) is null)
            throw path.Invalid("specify a project or a batch.");
        path.Id("project_id", query.ProjectId)
            .Text("project_name", query.ProjectName)
            .Id("batch_id", query.BatchId)
            .Text("batch_name", query.BatchName)
            .Text("status", query.Status)
            .Times("completed", query.CompletedAfter, query.CompletedBefore)
            .Number("limit", query.Limit, 1, ScaleTaskQuery.MaximumLimit)
            .Token("next_token", nextToken)
            .Texts("expand", query.Expand)
            .Texts("opts", query.Options);
        return await GetAsync<ScaleTaskPage>(operation, path, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lists the tasks of a project or a batch, page by page.</summary>
    /// <param name="query">Selects the tasks; its limit is ignored.</param>
    /// <returns>The tasks, in the service's order; requests are sent during enumeration.</returns>
    public PagedList<ScaleTask> ListTasks(ScaleTaskQuery query) => PagedList.ByToken<ScaleTask>(
        ScaleTaskQuery.MaximumLimit,
        static task => task.TaskId,
        async (token, limit, cancellation) =>
        {
            ScaleTaskPage page = await ListTasksAsync(query with { Limit = limit }, token, cancellation).ConfigureAwait(false);
            return new EvalPage<ScaleTask> { Items = page.Tasks, NextToken = page.NextToken };
        });

    /// <summary>Reads a batch. <c>GET /v2/batch</c></summary>
    /// <param name="batchId">The ID of the batch; null to use its name.</param>
    /// <param name="batchName">The name of the batch; null to use its id.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The batch as it is now.</returns>
    /// <exception cref="Errors.EvalException">Not exactly one of ID and name is specified, or it is invalid (nothing is
    /// sent); the service rejected the request, the network failed, or the response is invalid.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public Task<ScaleBatch> GetBatchAsync(string? batchId, string? batchName, CancellationToken cancellationToken) =>
        GetBatchAsync(batchId, batchName, expand: null, cancellationToken);

    /// <summary>Reads a batch. <c>GET /v2/batch</c></summary>
    /// <param name="batchId">The ID of the batch; null to use its name.</param>
    /// <param name="batchName">The name of the batch; null to use its id.</param>
    /// <param name="expand">The references to expand to whole objects: <c>project</c>; null for none.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The batch as it is now.</returns>
    /// <exception cref="Errors.EvalException">Not exactly one of ID and name is specified, or it is invalid (nothing is
    /// sent); the service rejected the request, the network failed, or the response is invalid.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<ScaleBatch> GetBatchAsync(
        string? batchId, string? batchName, IReadOnlyList<string>? expand, CancellationToken cancellationToken)
    {
        const string operation = "get batch";
        RequestPath path = Path(operation, "v2/batch");
        if (batchId is null == batchName is null)
            throw path.Invalid("specify either the ID or the name of the batch.");

        path.Id("batch_id", batchId).Text("batch_name", batchName).Texts("expand", expand);
        ScaleBatch batch = await GetAsync<ScaleBatch>(operation, path, cancellationToken).ConfigureAwait(false);
        if (batchId is not null)
            CheckId(operation, "batch_id", batchId, batch.BatchId);
        return batch;
    }

    /// <summary>Reads one page of the batches. <c>GET /v2/batches</c></summary>
    /// <param name="query">Which batches.</param>
    /// <param name="nextToken">The <see cref="ScaleBatchPage.NextToken"/> of the page before, under the same query;
    /// null for the first page.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The page.</returns>
    /// <exception cref="Errors.EvalException">The query is invalid (nothing is sent), the service rejected the request,
    /// the network failed, or the response is invalid.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<ScaleBatchPage> ListBatchesAsync(
        ScaleBatchQuery query, string? nextToken, CancellationToken cancellationToken)
    {
        const string operation = "list batches";
        RequestPath path = Path(operation, "v2/batches");
        path.Id("project_id", query.ProjectId)
            .Text("project_name", query.ProjectName)
            .Text("status", query.Status)
            .Times("created", query.CreatedAfter, query.CreatedBefore)
            .Times("completed", query.CompletedAfter, query.CompletedBefore)
            .Number("limit", query.Limit, 1, ScaleTaskQuery.MaximumLimit)
            .Token("next_token", nextToken)
            .Texts("expand", query.Expand);
        return await GetAsync<ScaleBatchPage>(operation, path, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lists the batches, page by page.</summary>
    /// <param name="query">Selects the batches; its limit is ignored.</param>
    /// <returns>The batches, in the service's order; requests are sent during enumeration.</returns>
    public PagedList<ScaleBatch> ListBatches(ScaleBatchQuery query) => PagedList.ByToken<ScaleBatch>(
        ScaleBatchQuery.MaximumLimit,
        static batch => batch.BatchId,
        async (token, limit, cancellation) =>
        {
            ScaleBatchPage page = await ListBatchesAsync(query with { Limit = limit }, token, cancellation).ConfigureAwait(false);
            return new EvalPage<ScaleBatch> { Items = page.Batches, NextToken = page.NextToken };
        });

    /// <summary>Reads a project. <c>GET /v2/project</c></summary>
    /// <param name="projectId">The ID of the project; null to use its name.</param>
    /// <param name="projectName">The name of the project; null to use its id.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The project.</returns>
    /// <exception cref="Errors.EvalException">Not exactly one of ID and name is specified, or it is invalid (nothing is
    /// sent); the service rejected the request, the network failed, or the response is invalid.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<ScaleProject> GetProjectAsync(
        string? projectId, string? projectName, CancellationToken cancellationToken)
    {
        const string operation = "get project";
        RequestPath path = Path(operation, "v2/project");
        if (projectId is null == projectName is null)
            throw path.Invalid("specify either the ID or the name of the project.");

        path.Id("project_id", projectId).Text("project_name", projectName);
        ScaleProject project = await GetAsync<ScaleProject>(operation, path, cancellationToken).ConfigureAwait(false);
        if (projectId is not null)
            CheckId(operation, "project_id", projectId, project.ProjectId);
        return project;
    }

    /// <summary>Reads all projects; the service does not paginate them. <c>GET /v2/projects</c></summary>
    /// <param name="createdAfter">Only projects created after this time; UTC is assumed when no time zone is given.
    /// Null for any.</param>
    /// <param name="createdBefore">Only projects created before this time; UTC is assumed when no time zone is given.
    /// Null for any.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The projects.</returns>
    /// <exception cref="Errors.EvalException">The times are invalid (nothing is sent), the service rejected the
    /// request, the network failed, or the response is invalid.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<EvalList<ScaleProject>> ListProjectsAsync(
        DateTime? createdAfter, DateTime? createdBefore, CancellationToken cancellationToken)
    {
        const string operation = "list projects";
        RequestPath path = Path(operation, "v2/projects").Times("created", createdAfter, createdBefore);
        ScaleProjectList list = await GetAsync<ScaleProjectList>(operation, path, cancellationToken).ConfigureAwait(false);
        return list.Projects;
    }

    /// <summary>Reads all deliveries that match a query; the service does not paginate them.
    /// <c>GET /v2/deliveries</c></summary>
    /// <param name="query">Which deliveries.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The deliveries, without their tasks.</returns>
    /// <exception cref="Errors.EvalException">The query is invalid (nothing is sent), the service rejected the request,
    /// the network failed, or the response is invalid.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<EvalList<ScaleDelivery>> ListDeliveriesAsync(ScaleDeliveryQuery query, CancellationToken cancellationToken)
    {
        const string operation = "list deliveries";
        RequestPath path = Path(operation, "v2/deliveries")
            .Id("project_id", query.ProjectId)
            .Text("project_name", query.ProjectName)
            .Times("delivered", query.DeliveredAfter, query.DeliveredBefore)
            .Texts("expand", query.Expand);
        ScaleDeliveryList list = await GetAsync<ScaleDeliveryList>(operation, path, cancellationToken).ConfigureAwait(false);
        return list.Deliveries;
    }

    /// <summary>Reads a delivery. The service has no operation for a single delivery: it is found in the list of all
    /// deliveries. <c>GET /v2/deliveries</c></summary>
    /// <param name="deliveryId">The ID of the delivery; null to use its name.</param>
    /// <param name="deliveryName">The name of the delivery; null to use its id.</param>
    /// <param name="expand">The references to expand to whole objects: <c>project</c>; null for none.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The delivery, without its tasks; the first one if several have the name.</returns>
    /// <exception cref="Errors.EvalException">Not exactly one of ID and name is specified, or it is invalid (nothing is
    /// sent); NotFound: the delivery does not exist; the service rejected the request, the network failed, or the
    /// response is invalid.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<ScaleDelivery> GetDeliveryAsync(
        string? deliveryId, string? deliveryName, IReadOnlyList<string>? expand, CancellationToken cancellationToken)
    {
        const string operation = "get delivery";
        RequestPath asked = Path(operation, "v2/deliveries");
        if (deliveryId is null == deliveryName is null)
            throw asked.Invalid("specify either the ID or the name of the delivery.");

        // Only validates the arguments: the list supports neither.
        asked.Id("delivery_id", deliveryId).Text("delivery_name", deliveryName);
        EvalList<ScaleDelivery> all =
            await ListDeliveriesAsync(new ScaleDeliveryQuery { Expand = expand }, cancellationToken).ConfigureAwait(false);
        string? NameOf(ScaleDelivery delivery) => deliveryId is null ? delivery.DeliveryName : delivery.DeliveryId;
        string wanted = (deliveryId ?? deliveryName)!;
        return all.FirstOrDefault(delivery => NameOf(delivery) == wanted)
            ?? throw ScaleNames.NotFound(operation, "delivery", wanted, all.Select(NameOf).OfType<string>());
    }

    /// <summary>Reads one page of the tasks of a delivery. <c>GET /v2/delivery</c></summary>
    /// <param name="query">The delivery, by exactly one of ID and name.</param>
    /// <param name="nextToken">The <see cref="ScaleDeliveryPage.NextToken"/> of the page before, under the same query;
    /// null for the first page.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The page.</returns>
    /// <exception cref="Errors.EvalException">The query is invalid (nothing is sent), the service rejected the request,
    /// the network failed, or the response is invalid.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<ScaleDeliveryPage> ListDeliveredTasksAsync(
        ScaleDeliveredTaskQuery query, string? nextToken, CancellationToken cancellationToken)
    {
        const string operation = "list tasks of a delivery";
        RequestPath path = Path(operation, "v2/delivery");
        if (query.DeliveryId is null == query.DeliveryName is null)
            throw path.Invalid("specify either the ID or the name of the delivery.");

        path.Id("delivery_id", query.DeliveryId)
            .Text("delivery_name", query.DeliveryName)
            .Id("project_id", query.ProjectId)
            .Text("project_name", query.ProjectName)
            .Number("limit", query.Limit, 1, ScaleTaskQuery.MaximumLimit)
            .Token("next_token", nextToken)
            .Texts("expand", query.Expand)
            .Texts("opts", query.Options);
        return await GetAsync<ScaleDeliveryPage>(operation, path, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lists the tasks of a delivery, page by page.</summary>
    /// <param name="query">Selects the delivery; its limit is ignored.</param>
    /// <returns>The tasks, in the service's order; requests are sent during enumeration.</returns>
    public PagedList<ScaleTask> ListDeliveredTasks(ScaleDeliveredTaskQuery query) => PagedList.ByToken<ScaleTask>(
        ScaleTaskQuery.MaximumLimit,
        static task => task.TaskId,
        async (token, limit, cancellation) =>
        {
            ScaleDeliveryPage page = await ListDeliveredTasksAsync(query with { Limit = limit }, token, cancellation).ConfigureAwait(false);
            return new EvalPage<ScaleTask> { Items = page.Tasks, NextToken = page.NextToken };
        });

    /// <summary>Tests whether the service responds and accepts the API key. <c>GET /v2/projects</c></summary>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>A task that completes when it does.</returns>
    /// <exception cref="Errors.EvalException">The service rejected the request, the network failed, or the response
    /// does not come from the service.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public Task TestAsync(CancellationToken cancellationToken) => ListProjectsAsync(null, null, cancellationToken);

    private Task<T> GetAsync<T>(string operation, RequestPath path, CancellationToken cancellationToken)
        where T : class =>
        SendAsync(operation, HttpMethod.Get, path.ToString(), ScaleJson.TypeOf<T>(), cancellationToken);
}
