using System.Runtime.CompilerServices;
using System.Text.Json;
using GalileoEval.Errors;
using GalileoEval.Galileo.Records;
using GalileoEval.Json;
using GalileoEval.Paging;
using GalileoEval.Transport;

namespace GalileoEval.Galileo;

/// <summary>Galileo's operations for code scorers. Every method fails with an <see cref="EvalException"/> or, when the caller
/// cancels, an <see cref="OperationCanceledException"/>.</summary>
/// <param name="transport">Carries the requests; the caller disposes of it.</param>
/// <param name="observer">Receives the progress of requests; null for none.</param>
public sealed class GalileoClient(IEvalTransport transport, IEvalObserver? observer = null)
    : GalileoServiceClient(transport, observer)
{
    /// <summary>Starts the validation of a code scorer on a sample: <c>POST /v2/scorers/code/validate</c>.</summary>
    /// <param name="file">The scorer.</param>
    /// <param name="testInput">The input of the sample; null to leave it to the service.</param>
    /// <param name="testOutput">The output of the sample; null to leave it to the service.</param>
    /// <param name="options">The options of the scorer.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The validation, without a status yet.</returns>
    public async Task<CodeScorerValidation> StartValidationAsync(
        ScorerFile file, string? testInput, string? testOutput, CodeScorerOptions options, CancellationToken cancellationToken)
    {
        CodeScorerForm form = new CodeScorerForm(file)
            .With("test_input", testInput)
            .With("test_output", testOutput)
            .With("required_scorers", options.RequiredScorers)
            .With("scoreable_node_types", options.ScoreableNodeTypes);
        return await SendAsync(
            "validate code scorer",
            HttpMethod.Post,
            "v2/scorers/code/validate",
            TolerantJson<GalileoJsonContext>.TypeOf<StartedCodeScorerValidation>(),
            started => new CodeScorerValidation { TaskId = Required(started.TaskId, "task_id"), Path = file.Path },
            cancellationToken,
            form.ToContent,
            EvalRetry.Start).ConfigureAwait(false);
    }

    /// <summary>Starts the validation of a code scorer on stored log records:
    /// <c>POST /v2/scorers/code/validate/log_record</c>.</summary>
    /// <param name="file">The scorer.</param>
    /// <param name="selection">Which records.</param>
    /// <param name="options">The options of the scorer.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The validation, without a status yet.</returns>
    public async Task<LogRecordValidation> StartLogRecordValidationAsync(
        ScorerFile file, LogRecordSelection selection, CodeScorerOptions options, CancellationToken cancellationToken)
    {
        string? logStreamId = GalileoArgument.OptionalId(selection.LogStreamId, "log stream id");
        string? experimentId = GalileoArgument.OptionalId(selection.ExperimentId, "experiment id");
        CodeScorerForm form = new CodeScorerForm(file)
            .With("log_stream_id", logStreamId)
            .With("experiment_id", experimentId)
            .With("limit", GalileoArgument.AtLeast(selection.Limit, 1, "limit"))
            .With("starting_token", GalileoArgument.AtLeast(selection.StartingToken, 0, "starting token"))
            .With("filters", GalileoArgument.Json(selection.FiltersJson, JsonValueKind.Array, "filters"))
            .With("sort", GalileoArgument.Json(selection.SortJson, JsonValueKind.Object, "sort clause"))
            .With("required_scorers", options.RequiredScorers)
            .With("scoreable_node_types", options.ScoreableNodeTypes);
        return await StartRunAsync(
            "validate code scorer on log records",
            "v2/scorers/code/validate/log_record",
            form,
            started => new LogRecordValidation
            {
                ProjectId = ProjectOf(started),
                MetricsExperimentId = ExperimentOf(started),
                Path = file.Path,
                LogStreamId = logStreamId,
                ExperimentId = experimentId,
                State = EvalState.Pending,
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Starts the validation of a code scorer on the rows of a dataset:
    /// <c>POST /v2/scorers/code/validate/dataset</c>.</summary>
    /// <param name="file">The scorer.</param>
    /// <param name="selection">Which rows.</param>
    /// <param name="options">The options of the scorer.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The validation, without a status yet.</returns>
    public async Task<LogRecordValidation> StartDatasetValidationAsync(
        ScorerFile file, DatasetSelection selection, CodeScorerOptions options, CancellationToken cancellationToken)
    {
        string datasetId = GalileoArgument.Id(selection.DatasetId, "dataset id");
        CodeScorerForm form = new CodeScorerForm(file)
            .With("dataset_id", datasetId)
            .With("dataset_version_index", GalileoArgument.AtLeast(selection.VersionIndex, 1, "dataset version index"))
            .With("limit", GalileoArgument.AtLeast(selection.Limit, 1, "limit"))
            .With("starting_token", GalileoArgument.AtLeast(selection.StartingToken, 0, "starting token"))
            .With("required_scorers", options.RequiredScorers)
            .With("scoreable_node_types", options.ScoreableNodeTypes)
            .With("score_type", selection.ScoreType);
        return await StartRunAsync(
            "validate code scorer on a dataset",
            "v2/scorers/code/validate/dataset",
            form,
            started => new LogRecordValidation
            {
                ProjectId = ProjectOf(started),
                MetricsExperimentId = ExperimentOf(started),
                Path = file.Path,
                DatasetId = datasetId,
                State = EvalState.Pending,
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads the validation of a code scorer: <c>GET /v2/scorers/code/validate/{task_id}</c>.</summary>
    /// <param name="taskId">The ID of the validation, a UUID.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The validation as it is now.</returns>
    public Task<CodeScorerValidation> GetValidationAsync(string taskId, CancellationToken cancellationToken) =>
        GetValidationAsync(new CodeScorerValidation { TaskId = taskId }, cancellationToken);

    /// <summary>Polls a validation, and keeps the path, which only the start knows.</summary>
    /// <param name="earlier">The validation as it was, or a reference to it.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The validation as it is now.</returns>
    public async Task<CodeScorerValidation> GetValidationAsync(
        CodeScorerValidation earlier, CancellationToken cancellationToken)
    {
        string taskId = GalileoArgument.Id(earlier.TaskId, "task id");
        const string operation = "get code scorer validation";
        CodeScorerValidation validation = await SendAsync(
            operation,
            HttpMethod.Get,
            Path(operation, "v2/scorers/code/validate").UuidSegment("task ID", taskId).ToString(),
            TolerantJson<GalileoJsonContext>.TypeOf<CodeScorerValidation>(),
            read =>
            {
                CheckId(operation, "task ID", taskId, RequestPath.Uuid(read.TaskId));
                return read with { TaskId = taskId, Path = earlier.Path };
            },
            cancellationToken).ConfigureAwait(false);
        if (validation.HasOnlyNullScores)
        {
            Observer?.Warning(
                $"Galileo reports the code scorer of task {taskId} as valid, but every test score is null. "
                + "Check that the file defines scorer_fn.");
        }

        return validation;
    }

    /// <summary>Reads the validation of a code scorer on log records, all pages of them:
    /// <c>POST /v2/projects/{project_id}/traces/search</c>.</summary>
    /// <param name="projectId">The project, a UUID.</param>
    /// <param name="metricsExperimentId">The experiment with the scores, a UUID.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The validation as it is now.</returns>
    public Task<LogRecordValidation> GetLogRecordValidationAsync(
        string projectId, string metricsExperimentId, CancellationToken cancellationToken) =>
        GetLogRecordValidationAsync(
            new LogRecordValidation { ProjectId = projectId, MetricsExperimentId = metricsExperimentId }, cancellationToken);

    /// <summary>Polls a validation, and keeps the path and the source of the records, which only the start
    /// knows.</summary>
    /// <param name="earlier">The validation as it was, or a reference to it.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The validation as it is now.</returns>
    public async Task<LogRecordValidation> GetLogRecordValidationAsync(
        LogRecordValidation earlier, CancellationToken cancellationToken)
    {
        LogRecordValidation reference = new()
        {
            ProjectId = GalileoArgument.Id(earlier.ProjectId, "project id"),
            MetricsExperimentId = GalileoArgument.Id(earlier.MetricsExperimentId, "metrics experiment id"),
            Path = earlier.Path,
            LogStreamId = earlier.LogStreamId,
            ExperimentId = earlier.ExperimentId,
            DatasetId = earlier.DatasetId,
        };
        LogRecordScoreCollector collector = new(reference.ProjectId, reference.MetricsExperimentId);
        LogRecordSearch search = new() { ExperimentId = reference.MetricsExperimentId, Limit = ItemsPerPage };
        await foreach (LogRecord record in ReadRecords(reference.ProjectId, "traces", search)
            .WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            Understand("search traces", () => collector.Add(record));
        }

        return LogRecordEvaluator.Evaluate(reference, collector.RecordCount, collector.Scores);
    }

    /// <summary>Reads the scores of a run's records, page by page, each when its first record is requested:
    /// <c>POST /v2/projects/{project_id}/traces/search</c>, and for a log stream or an experiment <c>spans/search</c> too; the
    /// traces of a metrics experiment are all of its records. Unlike <see cref="GetLogRecordValidationAsync(string, string,
    /// CancellationToken)"/> it does not infer which metric is being validated.</summary>
    /// <param name="projectId">The project, a UUID.</param>
    /// <param name="run">The run that contains the records.</param>
    /// <param name="metric">Selects metrics by name; null for all except those that the service measures itself
    /// (tokens, times, costs).</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>A row for each record and metric, in the service's order.</returns>
    public async IAsyncEnumerable<LogRecordScore> ReadScoresAsync(
        string projectId,
        LogRecordRun run,
        Func<string, bool>? metric,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string project = GalileoArgument.Id(projectId, "project id");
        LogRecordRun source = run with
        {
            MetricsExperimentId = run.MetricsExperimentId is { } metrics ? GalileoArgument.Id(metrics, "metrics experiment id") : null,
            ExperimentId = run.ExperimentId is { } experiment ? GalileoArgument.Id(experiment, "experiment id") : null,
            LogStreamId = run.LogStreamId is { } logStream ? GalileoArgument.Id(logStream, "log stream id") : null,
        };
        LogRecordSearch search = new()
        {
            ExperimentId = source.MetricsExperimentId ?? source.ExperimentId,
            LogStreamId = source.LogStreamId,
            Limit = ItemsPerPage,
        };
        string[] kinds = source.MetricsExperimentId is null ? ["traces", "spans"] : ["traces"];
        HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
        foreach (string kind in kinds)
        {
            await foreach (LogRecord record in ReadRecords(project, kind, search).WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                foreach ((string key, LogRecordScore score) in Understand($"search {kind}", () => ScoresOf(record)))
                {
                    if (metric is null || metric(score.Metric) || metric(key))
                        yield return score;
                }
            }
        }

        List<(string Key, LogRecordScore Score)> ScoresOf(LogRecord record)
        {
            List<(string, LogRecordScore)> scores = [];

            // Records copied while pages are read shift others to the next page.
            bool isNew = record.Id is not { } id || seen.Add(id);
            if (!isNew || record.MetricInfo.ValueKind != JsonValueKind.Object)
                return scores;

            foreach (JsonProperty entry in record.MetricInfo.EnumerateObject())
            {
                string key = entry.Name;
                if (metric is not null || !LogRecordScoreReader.IsMeasure(key))
                    scores.Add((key, LogRecordScoreReader.Read(project, source, record, key, entry.Value)));
            }

            return scores;
        }
    }

    /// <summary>Reads an experiment: <c>GET /v2/projects/{project_id}/experiments/{experiment_id}</c>.</summary>
    /// <param name="projectId">The project, a UUID.</param>
    /// <param name="experimentId">The experiment, a UUID.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The experiment.</returns>
    public Task<GalileoExperiment> GetExperimentAsync(string projectId, string experimentId, CancellationToken cancellationToken) =>
        ReadExperimentAsync(projectId, experimentId, cancellationToken);

    /// <summary>Reads an experiment and, if its log is complete, the scores of its records up to the first that is not final.</summary>
    /// <returns>The experiment, with the state of its scores, which is not final yet; and the scores, null until the log is complete.</returns>
    internal async Task<(GalileoExperiment Experiment, ExperimentScores? Scores)> ReadExperimentScoresAsync(
        string projectId, string experimentId, CancellationToken cancellationToken)
    {
        GalileoExperiment experiment = await ReadExperimentAsync(projectId, experimentId, cancellationToken).ConfigureAwait(false);
        if (experiment.State != EvalState.Unknown)
            return (experiment, null);

        ExperimentScores scores = new();
        LogRecordSearch search = new() { ExperimentId = GalileoArgument.Id(experimentId, "experiment ID"), Limit = ItemsPerPage };
        string project = GalileoArgument.Id(projectId, "project ID");
        foreach (string kind in (string[])["traces", "spans"])
        {
            await foreach (LogRecord record in ReadRecords(project, kind, search).WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                Understand($"search {kind}", () => scores.Add(record));
                if (scores.IsPending)
                    break;
            }

            if (scores.IsPending)
                break;
        }

        EvalState state = scores is { TraceCount: 0, IsEmpty: true } ? EvalState.Pending : EvalState.Running;
        return (experiment with { State = state, Status = scores.Status ?? experiment.Status }, scores);
    }

    /// <summary>Reads the scorers that are enabled for an experiment:
    /// <c>GET /v2/projects/{project_id}/experiments/{experiment_id}/metric_settings</c>.</summary>
    /// <returns>The scorers that have an ID; null if the service does not support the operation.</returns>
    internal async Task<IReadOnlyList<GalileoScorer>?> ReadExperimentScorersAsync(
        string projectId, string experimentId, CancellationToken cancellationToken)
    {
        const string operation = "get metric settings";
        try
        {
            return await SendAsync(
                operation,
                HttpMethod.Get,
                Experiment(operation, projectId, experimentId).Segment("metric_settings").ToString(),
                GalileoJsonContext.Default.DictionaryStringJsonElement,
                ScorersOf,
                cancellationToken).ConfigureAwait(false);
        }
        catch (EvalException e) when (!e.IsTransient && e.Condition is not EvalErrorCondition.InvalidResponse)
        {
            Observer?.Verbose($"Galileo: the scorers of the experiment are unknown: {e.Message}");
            return null;
        }
    }

    private static IReadOnlyList<GalileoScorer> ScorersOf(Dictionary<string, JsonElement> settings) =>
        settings.TryGetValue("scorers", out JsonElement scorers) && scorers.ValueKind == JsonValueKind.Array
            ? [.. scorers.Items().Where(static scorer => !string.IsNullOrWhiteSpace(scorer.Member("id").Text()))
                .Select(TolerantJson<GalileoJsonContext>.Read<GalileoScorer>)]
            : throw new JsonException("it has no list of scorers.");

    /// <summary>Tests the connection by reading its user: <c>GET /v2/current_user</c>.</summary>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>A task that completes when the service has responded.</returns>
    public Task TestAsync(CancellationToken cancellationToken) =>
        SendAsync(
            "get current user",
            HttpMethod.Get,
            "v2/current_user",
            TolerantJson<GalileoJsonContext>.TypeOf<CurrentUser>(),
            user => Required(user.Id, "ID"),
            cancellationToken);

    private Task<LogRecordValidation> StartRunAsync(
        string operation,
        string path,
        CodeScorerForm form,
        Func<StartedLogRecordValidation, LogRecordValidation> understand,
        CancellationToken cancellationToken) =>
        SendAsync(
            operation,
            HttpMethod.Post,
            path,
            TolerantJson<GalileoJsonContext>.TypeOf<StartedLogRecordValidation>(),
            understand,
            cancellationToken,
            form.ToContent,
            EvalRetry.Start);

    private static string ExperimentOf(StartedLogRecordValidation started) =>
        Required(started.MetricsExperimentId, "metrics_experiment_id");

    private static string? ProjectOf(StartedLogRecordValidation started) =>
        started.ProjectId is { Length: > 0 } projectId ? projectId : null;

    private static string Required(string? text, string name) =>
        !string.IsNullOrWhiteSpace(text) ? text! : throw new JsonException($"it has no {name}.");

    // The kind is traces or spans.
    private PagedList<LogRecord> ReadRecords(string projectId, string kind, LogRecordSearch search)
    {
        string operation = $"search {kind}";
        return Pages<LogRecord>(operation, static record => record.Id, async (start, cancellation) =>
        {
            LogRecordSearch page = search with { StartingToken = start };
            (IReadOnlyList<LogRecord> records, long? next) = await SendAsync(
                operation,
                HttpMethod.Post,
                Project(operation, projectId).Segment(kind).Segment("search").ToString(),
                TolerantJson<GalileoJsonContext>.TypeOf<LogRecordPage>(),
                static response => (RecordsOf(response), response.NextStartingToken),
                cancellation,
                () => JsonContent(page)).ConfigureAwait(false);
            foreach (LogRecord record in records)
                CheckId(operation, "project ID", projectId, RequestPath.Uuid(record.ProjectId));
            return (records, next);
        });
    }

    // Absent records mean none, unless the response is an error with a 2xx status.
    private static IReadOnlyList<LogRecord> RecordsOf(LogRecordPage page) =>
        page.Records is { } records ? [.. records.OfType<LogRecord>()]
        : page.Others is { } others && EvalErrorReader.IsError(others.Keys) ? throw new JsonException("it has no records.")
        : [];

    private static StringContent JsonContent(LogRecordSearch search) =>
        JsonContent(JsonSerializer.Serialize(search, GalileoJsonContext.Default.LogRecordSearch));
}
