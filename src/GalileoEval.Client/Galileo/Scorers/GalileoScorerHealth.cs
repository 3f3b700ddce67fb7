using System.Text.Json.Serialization;
using GalileoEval.Json;

namespace GalileoEval.Galileo.Scorers;

/// <summary>How well the scores of a scorer agree with the ground truth of a dataset
/// (<c>POST /v2/projects/{project_id}/metrics-testing/{run_id}/health-score</c>).</summary>
public sealed record GalileoScorerHealth : TolerantObject
{
    /// <inheritdoc cref="INamedObject.Service"/>
    [JsonIgnore]
    public EvalService Service { get; } = EvalService.Galileo;

    /// <summary>The scorer, a UUID.</summary>
    [JsonIgnore]
    public string ScorerId { get; init; } = "";

    /// <summary>The project of the run, a UUID.</summary>
    [JsonIgnore]
    public string ProjectId { get; init; } = "";

    /// <summary>The compared run, a UUID.</summary>
    [JsonIgnore]
    public string MetricsExperimentId { get; init; } = "";

    /// <summary>The health score. F1: from 0 to 1, higher is better; error: from 0, lower is better. Null if no row has both a score
    /// and a ground truth.</summary>
    public double? Value { get; init; }

    /// <summary>The kind of the value, as the service names it: <c>macro_f1</c>, <c>micro_f1</c>, <c>mse</c>, <c>mae</c>, or a newer one;
    /// null if the service does not return it.</summary>
    [JsonPropertyName("health_score_type")]
    public string? Kind { get; init; }

    /// <summary>Other metrics by name, such as the F1 of each class; null for none.</summary>
    public JsonMap? Secondary { get; init; }

    /// <summary>The number of rows with a score.</summary>
    [JsonPropertyName("total_scored_rows")]
    public long? ScoredRowCount { get; init; }

    /// <summary>The number of rows with a ground truth.</summary>
    [JsonPropertyName("total_mgt_rows")]
    public long? GroundTruthRowCount { get; init; }

    /// <summary>The number of rows with both, the basis of the value.</summary>
    [JsonPropertyName("joined_rows")]
    public long? JoinedRowCount { get; init; }

    /// <summary>The number of rows whose score or ground truth could not be read.</summary>
    [JsonPropertyName("skipped_rows")]
    public long? SkippedRowCount { get; init; }
}
