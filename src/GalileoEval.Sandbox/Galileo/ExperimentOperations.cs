using System.Text.Json.Nodes;
using GalileoEval.Sandbox.Hosting;

namespace GalileoEval.Sandbox.Galileo;

/// <summary>Implements the operations on the experiments of a project.</summary>
internal sealed class ExperimentOperations(RunStore runs, ScorerOperations scorers, TimeProvider clock)
{
    private const int ExperimentTaskType = 16;
    private const int PlaygroundTaskType = 17;
    private static readonly string[] Columns = ["id", "name", "created_at", "updated_at", "created_by"];

    public async Task<JsonResponse> CreateAsync(Request request, CancellationToken cancellationToken)
    {
        Project project = Requested(request);
        JsonObject body = await request.JsonAsync(cancellationToken).ConfigureAwait(false);
        RecordRun made = new(Guid.NewGuid().ToString(), project.Id, "", clock.UtcNow(), []);
        return Store(made, body);
    }

    public async Task<JsonResponse> UpdateAsync(Request request, CancellationToken cancellationToken)
    {
        RecordRun experiment = runs.StoredExperiment(request.PathUuid("experiment_id"), Requested(request).Id);
        JsonObject body = await request.JsonAsync(cancellationToken).ConfigureAwait(false);
        return Store(experiment with { UpdatedAt = clock.UtcNow() }, body);
    }

    public JsonResponse Delete(Request request)
    {
        runs.Experiments.TryRemove(RequestedExperiment(request).Id, out _);
        return new JsonResponse(204, null);
    }

    public JsonResponse List(Request request) => Nodes.Array(ExperimentsOf(Requested(request)));

    public JsonResponse ListPaginated(Request request)
    {
        Project project = Requested(request);
        return new ListQuery(request, []).Page("experiments", ExperimentsOf(project));
    }

    public async Task<JsonResponse> SearchAsync(Request request, CancellationToken cancellationToken)
    {
        Project project = Requested(request);
        JsonObject body = await request.JsonAsync(cancellationToken).ConfigureAwait(false);
        return ListQuery.PagedInBody(body, Columns).Page("experiments", ExperimentsOf(project));
    }

    public JsonResponse Get(Request request) => ToJson(RequestedExperiment(request));

    /// <summary>The metrics of one experiment in buckets.</summary>
    public async Task<JsonResponse> GetMetricsAsync(Request request, CancellationToken cancellationToken)
    {
        RecordRun experiment = RequestedExperiment(request);
        return await InBucketsAsync(request, experiment.Records, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The metrics of all experiments of a project in buckets.</summary>
    public async Task<JsonResponse> GetAllMetricsAsync(Request request, CancellationToken cancellationToken)
    {
        Project project = Requested(request);
        IEnumerable<JsonObject> records = runs.ExperimentsOf(project.Id).SelectMany(run => run.Records);
        return await InBucketsAsync(request, records, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<JsonResponse> InBucketsAsync(Request request, IEnumerable<JsonObject> records, CancellationToken cancellationToken)
    {
        JsonObject body = await request.JsonAsync(cancellationToken).ConfigureAwait(false);
        FieldErrors errors = new();
        RecordSelection selection = RecordSelection.FromBody(body, errors);
        errors.ThrowIfAny();
        return new JsonObject { ["metrics"] = Nodes.Array(MetricSeries.Of(selection.Matching(records)).Select(series => series.InBuckets())) };
    }

    private JsonObject Store(RecordRun run, JsonObject body)
    {
        FieldErrors errors = new();
        string? name = Nodes.Text(body["name"]);
        if (string.IsNullOrEmpty(name))
            errors.Missing("body", "name");
        else if (runs.Experiments.Values.Any(other => other.ProjectId == run.ProjectId && other.Id != run.Id && other.Name == name))
            errors.Add("body", "name", $"An experiment with the name '{name}' already exists", "value_error", name);
        long? taskType = errors.Integer("body", "task_type", body["task_type"]?.ToJsonString(), ExperimentTaskType, PlaygroundTaskType);
        (string, int)? dataset = ReadDataset(body["dataset"], errors);
        errors.ThrowIfAny();
        RecordRun stored = runs.Experiments[run.Id] = run with
        {
            Name = name!,
            TaskType = (int)(taskType ?? run.TaskType),
            Dataset = dataset ?? run.Dataset,
        };
        return ToJson(stored.At(clock.UtcNow()));
    }

    private (string Id, int Version)? ReadDataset(JsonNode? node, FieldErrors errors)
    {
        if (node is not JsonObject dataset)
            return null;
        string? id = errors.Uuid("body", "dataset_id", Nodes.Text(dataset["dataset_id"]), version4: false);
        long? version = errors.Integer("body", "version_index", dataset["version_index"]?.ToJsonString(), 1, int.MaxValue);
        if (dataset["dataset_id"] is null)
            errors.Add(["body", "dataset", "dataset_id"], "field required", "missing");
        if (dataset["version_index"] is null)
            errors.Add(["body", "dataset", "version_index"], "field required", "missing");
        errors.ThrowIfAny();
        if (runs.DatasetById(id!).Version(version!.Value) is null)
            throw RequestRejectedException.NotFound("Dataset version not found");
        return (id!, (int)version.Value);
    }

    private Project Requested(Request request) => runs.Project(request.PathUuid("project_id"));

    private RecordRun RequestedExperiment(Request request) => runs.Experiment(request.PathUuid("experiment_id"), Requested(request).Id);

    private IEnumerable<JsonObject> ExperimentsOf(Project project) => runs.ExperimentsOf(project.Id).Select(ToJson);

    private JsonObject ToJson(RecordRun run)
    {
        IReadOnlyList<MetricSeries> metrics = MetricSeries.Of(run.Records);
        return new JsonObject
        {
            ["id"] = run.Id,
            ["name"] = run.Name,
            ["project_id"] = run.ProjectId,
            ["created_at"] = Nodes.Time(run.CreatedAt),
            ["updated_at"] = Nodes.Time(run.UpdatedAt ?? run.CreatedAt),
            ["created_by"] = SampleUser.Id,
            ["created_by_user"] = SampleUser.ToJson(),
            ["num_traces"] = run.TraceCount,
            ["num_spans"] = run.Records.Count - run.TraceCount,
            ["task_type"] = run.TaskType,
            ["aggregate_metrics"] = Aggregates(run, metrics),
            ["structured_aggregate_metrics"] = Structured(metrics),
            ["status"] = new JsonObject { ["log_generation"] = new JsonObject { ["progress_percent"] = run.Records.Count > 0 ? run.LogProgress : 0 } },
            ["dataset"] = run.Dataset is not var (id, version) ? null : new JsonObject
            {
                ["dataset_id"] = id,
                ["version_index"] = version,
                ["name"] = runs.Datasets.TryGetValue(id, out Dataset? dataset) ? dataset.Name : null,
            },
        };
    }

    // As the service names them: average_correctness.
    private static JsonObject Aggregates(RecordRun run, IReadOnlyList<MetricSeries> metrics)
    {
        JsonObject aggregates = [];
        if (run.Records.Count > 0)
            aggregates["total_responses"] = run.TraceCount;
        foreach (MetricSeries series in metrics.Where(series => series.Mean is not null))
            aggregates["average_" + series.Name] = series.Mean;
        return aggregates;
    }

    // The key of a registered scorer is its ID, as the service has it.
    private JsonObject Structured(IReadOnlyList<MetricSeries> metrics)
    {
        JsonObject structured = [];
        foreach (MetricSeries series in metrics)
            structured[scorers.IdOf(series.Name) ?? series.Name] = series.Statistics();
        return structured;
    }
}
