using System.Text.Json;
using System.Text.Json.Nodes;
using GalileoEval.Errors;
using GalileoEval.Json;
using GalileoEval.Transport;

namespace GalileoEval.Galileo.Scorers;

/// <summary>Galileo's operations on the health of scorers. Every method fails with an <see cref="EvalException"/> or, when the caller
/// cancels, an <see cref="OperationCanceledException"/>.</summary>
/// <param name="transport">Carries the requests; the caller disposes of it.</param>
/// <param name="observer">Receives the progress of requests; null for none.</param>
public sealed class ScorerHealth(IEvalTransport transport, IEvalObserver? observer = null)
    : GalileoServiceClient(transport, observer)
{
    /// <summary>Makes the service compare the scores of a run with the ground truth of its dataset:
    /// <c>POST /v2/projects/{project_id}/metrics-testing/{run_id}/health-score</c>. Stores nothing.</summary>
    /// <param name="projectId">The project of the run, a UUID.</param>
    /// <param name="runId">The run, a UUID.</param>
    /// <param name="scorerId">The scorer, a UUID.</param>
    /// <param name="outputType">The type of the scores, such as <c>boolean</c>, which decides the kind of health score.</param>
    /// <param name="nodeTypes">The types of node that the scorer scores; empty for the service's default.</param>
    /// <param name="groundTruth">Ground truths that replace those of the dataset, by row ID (<c>mgt_overlay</c>); null for a row that has none;
    /// empty to replace nothing.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The health score.</returns>
    public Task<GalileoScorerHealth> ComputeAsync(
        string projectId,
        string runId,
        string scorerId,
        string outputType,
        IReadOnlyList<string> nodeTypes,
        IReadOnlyDictionary<string, string?> groundTruth,
        CancellationToken cancellationToken)
    {
        const string operation = "compute health score";
        (string project, string run, string scorer) = (
            GalileoArgument.Id(projectId, "project ID"),
            GalileoArgument.Id(runId, "metrics experiment ID"),
            GalileoArgument.Id(scorerId, "scorer ID"));
        JsonObject body = new() { ["scorer_id"] = scorer, ["output_type"] = outputType };
        if (nodeTypes.Count > 0)
            body["scoreable_node_types"] = ListFilter.Texts(nodeTypes);
        if (groundTruth.Count > 0)
        {
            JsonObject overlay = [];
            foreach (KeyValuePair<string, string?> row in groundTruth)
                overlay[row.Key] = row.Value;
            body["mgt_overlay"] = overlay;
        }

        string json = body.ToJsonString();
        return SendAsync(
            operation,
            HttpMethod.Post,
            Project(operation, project).Segment("metrics-testing")
                .UuidSegment("metrics experiment ID", run).Segment("health-score").ToString(),
            TolerantJson<ScorerJsonContext>.TypeOf<GalileoScorerHealth>(),
            // The value may be null, but a response without any of these is not a health score.
            health => health is { Kind: null, JoinedRowCount: null, Value: null }
                ? throw new JsonException("it has no health score.")
                : health with { ProjectId = project, MetricsExperimentId = run, ScorerId = scorer },
            cancellationToken,
            () => JsonContent(json));
    }

    /// <summary>Reads the stored health scores of a scorer, by version: <c>GET /v2/scorers/{scorer_id}/health-scores</c>.</summary>
    /// <param name="scorerId">The scorer, a UUID.</param>
    /// <param name="datasetId">The dataset, a UUID.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The health scores; the first is the baseline.</returns>
    public Task<IReadOnlyList<GalileoScorerHealthPoint>> ListAsync(
        string scorerId, string datasetId, CancellationToken cancellationToken)
    {
        const string operation = "list health scores";
        string scorer = GalileoArgument.Id(scorerId, "scorer ID");
        string dataset = GalileoArgument.Id(datasetId, "dataset ID");
        return SendAsync(
            operation,
            HttpMethod.Get,
            Scorer(operation, scorer).Segment("health-scores").Text("dataset_id", dataset).ToString(),
            GalileoJsonContext.Default.DictionaryStringJsonElement,
            response => Points(response, scorer, dataset),
            cancellationToken);
    }

    /// <summary>Stores a health score for a version of a scorer:
    /// <c>POST /v2/scorers/{scorer_id}/versions/{version_number}/health-scores</c>. Not sent again if the service may have received
    /// it.</summary>
    /// <param name="health">The computed health score; its value must not be null.</param>
    /// <param name="version">The version, from 1.</param>
    /// <param name="datasetId">The dataset, a UUID.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The stored health score.</returns>
    /// <exception cref="EvalException">InvalidArgument: the health score has no value.</exception>
    public Task<GalileoScorerHealthPoint> SaveAsync(
        GalileoScorerHealth health, long version, string datasetId, CancellationToken cancellationToken)
    {
        const string operation = "save health score";
        if (health.Value is not { } value || health.Kind is not { } kind)
            throw GalileoArgument.Invalid("A health score without a value cannot be saved: no row has both a score and a ground truth.");
        string dataset = GalileoArgument.Id(datasetId, "dataset ID");
        JsonObject body = new()
        {
            ["dataset_id"] = dataset,
            ["health_score_type"] = kind,
            ["score"] = value,
            ["secondary"] = health.Secondary is { } secondary ? JsonNode.Parse(secondary.ToCompactJson()) : null,
        };
        string json = body.ToJsonString();
        return SendAsync(
            operation,
            HttpMethod.Post,
            Scorer(operation, health.ScorerId).Segment("versions").IdSegment("version", version)
                .Segment("health-scores").ToString(),
            TolerantJson<ScorerJsonContext>.TypeOf<GalileoScorerHealthPoint>(),
            point => point with { ScorerId = health.ScorerId, DatasetId = dataset },
            cancellationToken,
            () => JsonContent(json),
            EvalRetry.Start);
    }

    private static IReadOnlyList<GalileoScorerHealthPoint> Points(
        Dictionary<string, JsonElement> response, string scorer, string dataset) =>
    [
        .. ItemsOf(response, "scores").Items().Where(item => item.ValueKind == JsonValueKind.Object).Select(item =>
        {
            GalileoScorerHealthPoint point = TolerantJson<ScorerJsonContext>.Read<GalileoScorerHealthPoint>(item);
            return point with { ScorerId = scorer, DatasetId = point.DatasetId ?? dataset };
        }),
    ];
}
