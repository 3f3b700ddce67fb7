using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using GalileoEval.Sandbox.Hosting;
using GalileoEval.Sandbox.Scoring;

namespace GalileoEval.Sandbox.Galileo;

/// <summary>Implements the operations that select the scorers of a log stream or an experiment, and recompute the scores of a log
/// stream.</summary>
internal sealed class MetricSettingOperations(
    RunStore runs, ScorerOperations scorers, ScorerRunner runner, BackgroundWork work, StartLedger starts)
{
    private static readonly string[] ScorerTypes = ["llm", "code", "luna", "preset"];

    private readonly ConcurrentDictionary<string, JsonObject> _settings = new();
    private readonly object _gate = new();

    public JsonResponse Get(Request request) => (JsonObject)_settings.GetOrAdd(LogStream(request).Id, First).DeepClone();

    public JsonResponse GetOfExperiment(Request request)
    {
        RecordRun run = Experiment(request);
        return (JsonObject)_settings.GetOrAdd(run.Id, _ => Of(run)).DeepClone();
    }

    public Task<JsonResponse> UpdateAsync(Request request, CancellationToken cancellationToken) =>
        UpdateAsync(request, LogStream(request).Id, First, cancellationToken);

    public Task<JsonResponse> UpdateExperimentAsync(Request request, CancellationToken cancellationToken)
    {
        RecordRun run = Experiment(request);
        return UpdateAsync(request, run.Id, _ => Of(run), cancellationToken);
    }

    private async Task<JsonResponse> UpdateAsync(
        Request request, string run, Func<string, JsonObject> first, CancellationToken cancellationToken)
    {
        JsonObject body = await request.JsonAsync(cancellationToken).ConfigureAwait(false);
        FieldErrors errors = new();
        if (body["scorers"] is JsonArray scorers)
        {
            for (int i = 0; i < scorers.Count; i++)
            {
                if (Nodes.Text(scorers[i]?["id"]) is null)
                    errors.Add(["body", "scorers", i, "id"], "field required", "missing");
                if (Nodes.Text(scorers[i]?["scorer_type"]) is not { } type || !ScorerTypes.Contains(type))
                    errors.Add(["body", "scorers", i, "scorer_type"], $"must be one of: {string.Join(", ", ScorerTypes)}", "enum");
            }
        }
        else if (body["scorers"] is { } other)
        {
            errors.Add("body", "scorers", "value is not a valid list", "list_type", other);
        }

        errors.ThrowIfAny();
        lock (_gate)
        {
            JsonObject settings = (JsonObject)_settings.GetOrAdd(run, first).DeepClone();
            foreach (KeyValuePair<string, JsonNode?> member in body)
                settings[member.Key] = member.Value?.DeepClone();
            _settings[run] = settings;
            return (JsonObject)settings.DeepClone();
        }
    }

    public async Task<JsonResponse> RecomputeAsync(Request request, CancellationToken cancellationToken)
    {
        string project = runs.Project(request.PathUuid("project_id")).Id;
        JsonObject body = await request.JsonAsync(cancellationToken).ConfigureAwait(false);
        FieldErrors errors = new();
        string? logStream = errors.Uuid("body", "log_stream_id", Nodes.Text(body["log_stream_id"]));
        if (logStream is null)
            errors.Missing("body", "log_stream_id");
        string?[] ids = [.. (body["scorer_ids"] as JsonArray ?? []).Select(id => errors.Uuid("body", "scorer_ids", Nodes.Text(id) ?? ""))];
        if (body["scorer_ids"] is not JsonArray)
            errors.Missing("body", "scorer_ids");
        errors.ThrowIfAny();
        RecordRun run = runs.LogStream(logStream!, project);
        starts.Note("recompute-metrics", $"{run.Id} {string.Join(" ", ids)}");
        foreach (RegisteredScorer scorer in ids.Select(id => scorers.ById(id!)).OfType<RegisteredScorer>())
        {
            if (scorer.File(null) is { } file)
                work.Start(stop => ScoreAsync(run.Id, scorer, file, stop));
        }

        return new JsonObject { ["message"] = "Recomputing metrics." };
    }

    private async Task ScoreAsync(string logStream, RegisteredScorer scorer, SubmittedFile file, CancellationToken stop)
    {
        RecordRun run = runs.LogStream(logStream);
        ScorerJob job = new()
        {
            Source = file.Content,
            FileName = file.Name,
            NodeTypes = [.. (scorer.Version(null)?["scoreable_node_types"] as JsonArray ?? []).Select(Nodes.Text).OfType<string>()],
            Records = run.Records,
            Selected = [.. run.Records.Select(record => (string)record["id"]!)],
        };
        ScorerOutcome outcome = await runner.RunAsync(job, () => { }, stop).ConfigureAwait(false);
        Dictionary<string, JsonObject> lines = outcome.Lines
            .Where(line => Nodes.Text(line["id"]) is not null)
            .ToDictionary(line => Nodes.Text(line["id"])!);
        lock (_gate)
        {
            // Another scorer may have added scores in the meantime.
            RecordRun now = runs.LogStream(logStream);
            runs.LogStreams[logStream] = now with { Records = [.. now.Records.Select(record => Scored(record, scorer.Name, lines))] };
        }
    }

    private static JsonObject Scored(JsonObject record, string metric, Dictionary<string, JsonObject> lines)
    {
        if (!lines.TryGetValue((string)record["id"]!, out JsonObject? line) || Nodes.Text(line["status_type"]) is not "success" and not "error")
            return record;
        JsonObject copy = (JsonObject)record.DeepClone();
        JsonObject metrics = copy["metric_info"] as JsonObject ?? [];
        JsonObject entry = new() { ["status_type"] = Nodes.Text(line["status_type"]), ["scorer_type"] = null };
        if (line["message"] is { } message)
            entry["message"] = message.DeepClone();
        else
            entry["value"] = line["value"]?.DeepClone();
        metrics[metric] = entry;
        copy["metric_info"] = metrics;
        return copy;
    }

    private RecordRun LogStream(Request request) =>
        runs.LogStream(request.PathUuid("log_stream_id"), runs.Project(request.PathUuid("project_id")).Id);

    private RecordRun Experiment(Request request) =>
        runs.Experiment(request.PathUuid("experiment_id"), runs.Project(request.PathUuid("project_id")).Id);

    private static JsonObject Of(RecordRun run) => new()
    {
        ["scorers"] = Nodes.Array(run.Scorers.Select(scorer => scorer.DeepClone())),
        ["segment_filters"] = null,
    };

    // A preset scorer with a filter and a sample rate, which a client must preserve.
    private static JsonObject First(string logStream) => new()
    {
        ["scorers"] = new JsonArray(new JsonObject
        {
            ["id"] = "3c9f1b7e-5d20-4a86-8e1c-9b4d7f2a6c10",
            ["name"] = "context_adherence",
            ["scorer_type"] = "preset",
            ["model_name"] = "gpt-4.1-mini",
            ["num_judges"] = 3,
            ["filters"] = new JsonArray(new JsonObject { ["name"] = "node_name", ["operator"] = "eq", ["value"] = "compose-answer" }),
        }),
        ["segment_filters"] = new JsonArray(new JsonObject { ["sample_rate"] = 0.25, ["filter"] = null, ["llm_scorers"] = true }),
    };
}
