using System.Text.Json;
using System.Text.Json.Serialization;
using GalileoEval.Json;
using GalileoEval.Text;

namespace GalileoEval.Galileo.Scorers;

/// <summary>A version of a registered scorer (an item of <c>GET /v2/scorers/{scorer_id}/versions</c>). The prompts of an LLM scorer
/// stay in <see cref="TolerantObject.AdditionalJson"/>.</summary>
public sealed record GalileoScorerVersion : TolerantObject
{
    /// <inheritdoc cref="INamedObject.Service"/>
    [JsonIgnore]
    public EvalService Service { get; } = EvalService.Galileo;

    /// <summary>The scorer, a UUID.</summary>
    public string ScorerId { get; init => field = value ?? ""; } = "";

    /// <summary>The number of the version, from 1.</summary>
    public long? Version { get; init; }

    /// <summary>The ID of the version, a UUID; null if the service does not return it.</summary>
    [JsonPropertyName("id")]
    public string? ScorerVersionId { get; init; }

    /// <summary>The type of the scores of a code scorer, such as <c>float</c>; null for other scorers, and if the service does not
    /// return it.</summary>
    [JsonIgnore]
    public string? ScoreType => RegisteredScorer is { } code && code.TryGetValue("score_type", out object? type) ? type as string : null;

    /// <summary>The types of node that it scores.</summary>
    public EvalList<string> ScoreableNodeTypes { get; init; } = EvalList<string>.None;

    /// <summary>The type of the output of a model-based scorer, such as <c>boolean</c>; null if the service does not return it.</summary>
    public string? OutputType { get; init; }

    /// <summary>The records that a model-based scorer reads, such as <c>llm_spans</c>; null if the service does not return it.</summary>
    public string? InputType { get; init; }

    /// <summary>The model of a model-based scorer; null if the service does not return it.</summary>
    public string? ModelName { get; init; }

    /// <summary>The number of judges of an LLM scorer; null if the service does not return it.</summary>
    [JsonPropertyName("num_judges")]
    public long? JudgeCount { get; init; }

    /// <summary>Its creator, an ID; null if the service does not return it.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>When it was created, UTC.</summary>
    public DateTime? CreatedAt { get; init; }

    /// <summary>When it was changed last, UTC.</summary>
    public DateTime? UpdatedAt { get; init; }

    /// <summary>The code of a code scorer; null for other scorers.</summary>
    [JsonInclude]
    internal JsonMap? RegisteredScorer { get; set; }

    /// <summary>The number of the version.</summary>
    /// <returns>Such as <c>version 3</c>.</returns>
    public override string ToString() => EvalText.Shown($"version {Version}");

    private protected override void Check()
    {
        if (Version is null)
            throw new JsonException("a scorer version has no number.");
    }
}
