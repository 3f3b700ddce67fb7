using System.Text.Json;
using System.Text.Json.Nodes;
using GalileoEval.Sandbox.Hosting;

namespace GalileoEval.Sandbox.Galileo;

/// <summary>Implements the operations on the health of scorers: computes it from the stored runs, and keeps the saved health
/// scores.</summary>
internal sealed class HealthOperations(RunStore runs, ScorerOperations scorers, StartLedger starts, TimeProvider clock)
{
    private readonly List<(string Scorer, string Dataset, JsonObject Point)> _saved = [];

    public async Task<JsonResponse> ComputeAsync(Request request, CancellationToken cancellationToken)
    {
        string project = runs.Project(request.PathUuid("project_id")).Id;
        string run = request.PathUuid("run_id");
        JsonObject body = await request.JsonAsync(cancellationToken).ConfigureAwait(false);
        FieldErrors errors = new();
        string? scorer = errors.Uuid("body", "scorer_id", Nodes.Text(body["scorer_id"]));
        if (body["scorer_id"] is null)
            errors.Missing("body", "scorer_id");
        string outputType = Nodes.Text(body["output_type"]) ?? "";
        if (!HealthScore.Kinds.ContainsKey(outputType))
            errors.Add("body", "output_type", $"must be one of: {string.Join(", ", HealthScore.Kinds.Keys)}", "enum", body["output_type"]);
        if (body["mgt_overlay"] is not (null or JsonObject))
            errors.Add("body", "mgt_overlay", "value is not a valid dict", "dict_type", body["mgt_overlay"]);
        errors.ThrowIfAny();
        _ = scorers.ById(scorer!) ?? throw RequestRejectedException.NotFound($"Scorer {scorer} not found");
        if (!runs.MetricsExperiments.TryGetValue(run, out MetricsExperiment? experiment) || experiment.ProjectId != project)
            throw RequestRejectedException.NotFound($"Metrics testing run {run} not found");

        string[] types = [.. (body["scoreable_node_types"] as JsonArray ?? []).Select(Nodes.Text).OfType<string>()];
        JsonObject[] records =
            [.. experiment.Records(withMetadata: false).Where(record => types.Length == 0 || types.Contains(Nodes.Text(record["type"])))];
        Overlay(records, body["mgt_overlay"] as JsonObject ?? []);
        return HealthScore.Compute(records, outputType);
    }

    // A record has the input of its row, and not the ID.
    private void Overlay(JsonObject[] records, JsonObject overlay)
    {
        foreach (DatasetRow row in runs.Datasets.Values.SelectMany(dataset => dataset.Current.Rows).Where(row => overlay.ContainsKey(row.Id)))
        {
            string? input = Nodes.Text(row.Values["input"]) ?? row.Values["input"]?.ToJsonString();
            foreach (JsonObject record in records.Where(record => Nodes.Text(record["dataset_input"]) == input))
                record["dataset_output"] = overlay[row.Id]?.DeepClone();
        }
    }

    public JsonResponse List(Request request)
    {
        FieldErrors errors = new();
        string? dataset = errors.Uuid("query", "dataset_id", request.Query("dataset_id"));
        if (request.Query("dataset_id") is null)
            errors.Missing("query", "dataset_id");
        errors.ThrowIfAny();
        string scorer = Scorer(request);
        lock (_saved)
        {
            IEnumerable<JsonObject> points = _saved.Where(saved => saved.Scorer == scorer && saved.Dataset == dataset).Select(saved => saved.Point);
            return new JsonObject { ["scores"] = Nodes.Array(points.OrderBy(point => (long)point["scorer_version_number"]!).Select(point => point.DeepClone())) };
        }
    }

    public async Task<JsonResponse> SaveAsync(Request request, CancellationToken cancellationToken)
    {
        string scorer = Scorer(request);
        JsonObject body = await request.JsonAsync(cancellationToken).ConfigureAwait(false);
        FieldErrors errors = new();
        long? number = errors.Integer("path", "version_number", request.Path["version_number"], 1);
        string? dataset = errors.Uuid("body", "dataset_id", Nodes.Text(body["dataset_id"]));
        if (dataset is null)
            errors.Missing("body", "dataset_id");
        if (Nodes.Text(body["health_score_type"]) is null)
            errors.Missing("body", "health_score_type");
        if (body["score"]?.GetValueKind() != JsonValueKind.Number)
            errors.Missing("body", "score");
        errors.ThrowIfAny();
        JsonObject version = scorers.ById(scorer)?.Version(number) ?? throw RequestRejectedException.NotFound("Scorer version not found");
        starts.Note("health-scores", $"{scorer} {number} {body.ToJsonString()}");
        JsonObject point = new()
        {
            ["id"] = Guid.NewGuid().ToString(),
            ["scorer_version_id"] = (string)version["id"]!,
            ["scorer_version_number"] = number,
            ["dataset_id"] = dataset,
            ["health_score_type"] = body["health_score_type"]!.DeepClone(),
            ["score"] = body["score"]!.DeepClone(),
            ["secondary"] = body["secondary"]?.DeepClone(),
            ["computed_at"] = Nodes.Time(clock.UtcNow()),
        };
        lock (_saved)
        {
            // One health score for each version and dataset: the last one.
            _saved.RemoveAll(saved => saved.Scorer == scorer && saved.Dataset == dataset && (long)saved.Point["scorer_version_number"]! == number);
            _saved.Add((scorer, dataset!, point));
        }

        return (JsonObject)point.DeepClone();
    }

    private string Scorer(Request request)
    {
        string id = request.PathUuid("scorer_id");
        return scorers.ById(id) is null ? throw RequestRejectedException.NotFound($"Scorer {id} not found") : id;
    }
}
