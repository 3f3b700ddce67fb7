using System.Text.Json;
using System.Text.Json.Serialization;
using GalileoEval.Json;
using GalileoEval.Text;

namespace GalileoEval.Galileo;

/// <summary>A registered scorer (an item of <c>POST /v2/scorers/list</c>).</summary>
public sealed record GalileoScorer : TolerantObject, INamedObject
{
    private readonly string? _creator;

    /// <inheritdoc/>
    [JsonIgnore]
    public EvalService Service => EvalService.Galileo;

    /// <summary>The ID, a UUID.</summary>
    [JsonPropertyName("id")]
    public string ScorerId { get; init => field = value ?? ""; } = "";

    /// <summary>The name.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>Its kind, as the service names it: <c>code</c>, <c>llm</c>, <c>luna</c>, <c>preset</c>, or a newer one.</summary>
    public string? ScorerType { get; init; }

    /// <summary>The number of its newest version, from 1; null if it has none.</summary>
    [JsonIgnore]
    public long? Version { get; init; }

    /// <summary>The type of the scores of a code scorer, such as <c>float</c>; null if the service does not return it.</summary>
    [JsonIgnore]
    public string? ScoreType { get; init; }

    /// <summary>The display name; null or empty for none.</summary>
    public string? Label { get; init; }

    /// <summary>Its description; null or empty if there is none.</summary>
    public string? Description { get; init; }

    /// <summary>The tags.</summary>
    public EvalList<string> Tags { get; init; } = EvalList<string>.None;

    /// <summary>The types of node that it scores.</summary>
    public EvalList<string> ScoreableNodeTypes { get; init; } = EvalList<string>.None;

    /// <summary>The scorers whose results it reads.</summary>
    public EvalList<string> RequiredScorers { get; init; } = EvalList<string>.None;

    /// <summary>The kind of model: <c>slm</c>, <c>llm</c>, <c>code</c>; null for none.</summary>
    public string? ModelType { get; init; }

    /// <summary>The type of its output, such as <c>boolean</c> or <c>percentage</c>; null if the service does not return it.</summary>
    public string? OutputType { get; init; }

    /// <summary>The records that it scores, such as <c>llm_spans</c>; null if the service does not return it.</summary>
    public string? InputType { get; init; }

    /// <summary>Whether every project may use it.</summary>
    public bool IsGlobal { get; init; }

    /// <summary>Whether it is deprecated.</summary>
    [JsonPropertyName("deprecated")]
    public bool IsDeprecated { get; init; }

    /// <summary>Its creator, by email address or ID; null if the service does not return it.</summary>
    public string? CreatedBy { get => _creator ?? field; init; }

    [JsonInclude]
    internal GalileoUser? CreatedByUser { init => _creator = value?.EmailOrId; }

    /// <summary>When it was created, UTC.</summary>
    public DateTime? CreatedAt { get; init; }

    /// <summary>When it was changed last, UTC.</summary>
    public DateTime? UpdatedAt { get; init; }

    [JsonInclude]
    internal GalileoScorerContent? LatestVersion
    {
        init
        {
            Version = value?.Version;
            ScoreType = value?.RegisteredScorer?.ScoreType;
        }
    }

    [JsonIgnore]
    string INamedObject.Id => ScorerId;

    /// <summary>The name.</summary>
    /// <returns>The name.</returns>
    public override string ToString() => EvalText.Shown(Name);

    // The ID becomes part of paths.
    private protected override void Check()
    {
        if (string.IsNullOrWhiteSpace(ScorerId))
            throw new JsonException("a scorer has no ID.");
    }

    /// <summary>Returns the same scorer with a new version.</summary>
    /// <exception cref="JsonException">The response has no version.</exception>
    internal GalileoScorer WithVersion(GalileoScorerContent version) => this with
    {
        Version = version.Version ?? throw new JsonException("it has no version."),
        ScoreType = version.RegisteredScorer?.ScoreType,
        ScoreableNodeTypes = version.ScoreableNodeTypes.Count > 0 ? version.ScoreableNodeTypes : ScoreableNodeTypes,
        UpdatedAt = version.CreatedAt,
    };
}

/// <summary>A version in a scorer, and the response of <c>POST /v2/scorers/{scorer_id}/version/code</c>.</summary>
internal sealed record GalileoScorerContent : TolerantObject
{
    public long? Version { get; init; }

    public EvalList<string> ScoreableNodeTypes { get; init; } = EvalList<string>.None;

    public DateTime? CreatedAt { get; init; }

    public GalileoScorerCode? RegisteredScorer { get; init; }
}

/// <summary>The code of a version.</summary>
internal sealed record GalileoScorerCode : TolerantObject
{
    public string? ScoreType { get; init; }
}

/// <summary>The creator of an object.</summary>
internal sealed record GalileoUser : TolerantObject
{
    public string? Id { get; init; }

    public string? Email { get; init; }

    [JsonIgnore]
    public string? EmailOrId => Email ?? Id;
}
