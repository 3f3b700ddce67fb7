using System.Text.Json;
using System.Text.Json.Nodes;
using GalileoEval.Sandbox.Hosting;
using GalileoEval.Sandbox.Scoring;

namespace GalileoEval.Sandbox.Galileo;

/// <summary>Implements the operations on records: scoring copies with a scorer file, and search.</summary>
internal sealed class RecordOperations(
    RunStore runs, ScorerRunner runner, BackgroundWork work, StartLedger starts, TimeSpan taskDuration, TimeProvider clock)
{
    private static readonly string[] ScoreTypes = ["float", "int", "bool", "str"];

    // Copying the records takes a small part of the simulated duration.
    private readonly TimeSpan _copyTime = TimeSpan.FromTicks(taskDuration.Ticks / 10);

    public async Task<JsonResponse> StartOnLogRecordsAsync(Request request, CancellationToken cancellationToken)
    {
        SubmittedForm form = await request.FormAsync(cancellationToken).ConfigureAwait(false);
        FieldErrors errors = new();
        ScorerSubmission submission = new(form, errors);
        string? logStream = errors.Uuid("body", "log_stream_id", form["log_stream_id"]);
        string? experiment = errors.Uuid("body", "experiment_id", form["experiment_id"]);
        if (form["log_stream_id"] is null == form["experiment_id"] is null)
            errors.Add(["body"], "exactly one of log_stream_id and experiment_id must be given", "value_error");
        RecordSelection selection = RecordSelection.FromForm(form, errors);
        errors.ThrowIfAny();

        RecordRun source = logStream is not null ? runs.LogStream(logStream) : runs.Experiment(experiment!);
        starts.Note("validate/log_record", form.Fingerprint());
        return Start(submission, source, [.. selection.Page(source.Records)]);
    }

    public async Task<JsonResponse> StartOnDatasetAsync(Request request, CancellationToken cancellationToken)
    {
        SubmittedForm form = await request.FormAsync(cancellationToken).ConfigureAwait(false);
        FieldErrors errors = new();
        ScorerSubmission submission = new(form, errors);
        string? dataset = errors.Uuid("body", "dataset_id", form["dataset_id"], version4: false);
        if (form["dataset_id"] is null)
            errors.Missing("body", "dataset_id");
        long? index = errors.Integer("body", "dataset_version_index", form["dataset_version_index"], 1);
        string? scoreType = form["score_type"];
        if (scoreType is not null && !ScoreTypes.Contains(scoreType))
            errors.Add("body", "score_type", $"'{scoreType}' is not one of: {string.Join(", ", ScoreTypes)}", "enum", scoreType);
        RecordSelection rows = RecordSelection.FromForm(form, errors);
        errors.ThrowIfAny();
        Dataset stored = runs.DatasetById(dataset!);
        DatasetVersion version = (index is null ? stored.Current : stored.Version(index.Value))
            ?? throw RequestRejectedException.NotFound("Dataset version not found");
        RecordRun run = DatasetRecords.Of(stored, version);
        HashSet<string> traces = [.. rows.Page(run.Records.Where(RecordRun.IsTrace)).Select(row => (string)row["id"]!)];
        JsonObject[] records = [.. run.Records.Where(record => traces.Contains((string)record["trace_id"]!))];
        starts.Note("validate/dataset", form.Fingerprint());
        return Start(submission, run, records, scoreType);
    }

    /// <remarks>A log stream or an experiment shows its traces. A metrics experiment shows all records copied into it,
    /// of any type; clients read the scores there.</remarks>
    public Task<JsonResponse> SearchTracesAsync(Request request, CancellationToken cancellationToken) =>
        SearchAsync(request, RecordRun.IsTrace, _ => true, cancellationToken);

    public Task<JsonResponse> SearchSpansAsync(Request request, CancellationToken cancellationToken) =>
        SearchAsync(request, IsSpan, IsSpan, cancellationToken);

    /// <summary>The sessions of a log stream or an experiment, each assembled from its traces.</summary>
    public Task<JsonResponse> SearchSessionsAsync(Request request, CancellationToken cancellationToken) =>
        SearchAsync(request, RecordRun.IsTrace, RecordRun.IsTrace, cancellationToken, SampleSession.FromTraces);

    private static bool IsSpan(JsonObject record) => !RecordRun.IsTrace(record);

    private async Task<JsonResponse> SearchAsync(
        Request request,
        Func<JsonObject, bool> ofRun,
        Func<JsonObject, bool> ofMetrics,
        CancellationToken cancellationToken,
        Func<IEnumerable<JsonObject>, IEnumerable<JsonObject>>? combine = null)
    {
        Project project = runs.Project(request.PathUuid("project_id"));
        JsonObject body = await request.JsonAsync(cancellationToken).ConfigureAwait(false);
        FieldErrors errors = new();
        string? logStream = Id("log_stream_id");
        string? experiment = Id("experiment_id");
        string? testing = Id("metrics_testing_id");
        RecordSelection selection = RecordSelection.FromBody(body, errors);
        errors.ThrowIfAny();
        if (new[] { logStream, experiment, testing }.Count(id => id is not null) != 1)
            errors.Add(["body"], "exactly one of log_stream_id, experiment_id and metrics_testing_id must be given", "value_error");
        errors.ThrowIfAny();

        IEnumerable<JsonObject> records;
        if ((testing ?? experiment) is { } id && runs.MetricsExperiments.TryGetValue(id, out MetricsExperiment? metrics) && metrics.ProjectId == project.Id)
            records = metrics.Records(body["include_code_metric_metadata"]?.GetValueKind() == JsonValueKind.True).Where(ofMetrics);
        else if (testing is not null)
            throw RequestRejectedException.NotFound($"Metrics testing run {testing} not found");
        else
            records = (logStream is not null ? runs.LogStream(logStream, project.Id) : runs.Experiment(experiment!, project.Id)).Records.Where(ofRun);
        return Page(selection, [.. selection.Matching(combine is null ? records : combine(records))]);

        string? Id(string name) => errors.Uuid("body", name, body[name] is { } node ? Nodes.Text(node) ?? node.ToJsonString() : null);
    }

    private static JsonObject Page(RecordSelection selection, JsonObject[] matching)
    {
        JsonObject[] page = [.. matching.Skip(selection.StartingToken).Take(selection.Limit)];
        int next = selection.StartingToken + page.Length;
        bool more = page.Length > 0 && next < matching.Length;
        return new JsonObject
        {
            ["starting_token"] = selection.StartingToken,
            ["limit"] = selection.Limit,
            ["paginated"] = more || selection.StartingToken > 0,
            ["next_starting_token"] = more ? next : null,
            ["last_row_id"] = page.Length > 0 ? (string)page[page.Length - 1]["id"]! : null,
            ["num_records"] = page.Length,
            ["records"] = Nodes.Array(page.Select(record => record.DeepClone())),
        };
    }

    private JsonObject Start(ScorerSubmission submission, RecordRun source, IReadOnlyList<JsonObject> selected, string? scoreType = null)
    {
        string id = Guid.NewGuid().ToString();
        MetricsExperiment experiment = runs.MetricsExperiments[id] = new MetricsExperiment(id, source.ProjectId, selected);
        ScorerJob job = new()
        {
            Source = submission.File.Content,
            FileName = submission.FileName,
            NodeTypes = submission.ScoreableNodeTypes,
            ScoreType = scoreType,
            Records = source.Records,
            Selected = [.. selected.Select(record => (string)record["id"]!)],
        };
        work.Start(stop => RunAsync(experiment, job, stop));
        return new JsonObject { ["metrics_experiment_id"] = id, ["project_id"] = source.ProjectId };
    }

    private async Task RunAsync(MetricsExperiment experiment, ScorerJob job, CancellationToken stop)
    {
        if (_copyTime > TimeSpan.Zero)
            await clock.WaitAsync(_copyTime, stop).ConfigureAwait(false);
        experiment.Copied();
        experiment.Ended(await runner.RunAsync(job, experiment.Computing, stop).ConfigureAwait(false));
    }
}
