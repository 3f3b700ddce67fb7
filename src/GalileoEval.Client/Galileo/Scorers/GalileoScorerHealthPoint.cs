using System.Text.Json;
using System.Text.Json.Serialization;
using GalileoEval.Json;

namespace GalileoEval.Galileo.Scorers;

/// <summary>A stored health score of one version of a scorer for a dataset (an item of
/// <c>GET /v2/scorers/{scorer_id}/health-scores</c>).</summary>
public sealed record GalileoScorerHealthPoint : TolerantObject
{
    /// <inheritdoc cref="INamedObject.Service"/>
    [JsonIgnore]
    public EvalService Service { get; } = EvalService.Galileo;

    /// <summary>The scorer, a UUID.</summary>
    [JsonIgnore]
    public string ScorerId { get; init; } = "";

    /// <summary>The number of the version, from 1.</summary>
    [JsonPropertyName("scorer_version_number")]
    public long? Version { get; init; }

    /// <summary>The health score; null if the service does not return it.</summary>
    [JsonPropertyName("score")]
    public double? Value { get; init; }

    /// <summary>The kind of the value, as the service names it, such as <c>macro_f1</c>; null if the service does not return it.</summary>
    [JsonPropertyName("health_score_type")]
    public string? Kind { get; init; }

    /// <summary>Other metrics by name; null for none.</summary>
    public JsonMap? Secondary { get; init; }

    /// <summary>The dataset, a UUID.</summary>
    public string? DatasetId { get; init; }

    /// <summary>The ID of the version, a UUID; null if the service does not return it.</summary>
    public string? ScorerVersionId { get; init; }

    /// <summary>When it was computed, UTC.</summary>
    public DateTime? ComputedAt { get; init; }

    private protected override void Check()
    {
        if (Version is null)
            throw new JsonException("a health score has no scorer version.");
    }
}
