using System.Text.Json;
using GalileoEval.Json;
using GalileoEval.Text;

namespace GalileoEval.Galileo;

/// <summary>A registered scorer (an item of <c>POST /v2/scorers/list</c>).</summary>
public sealed class GalileoScorer : INamedObject
{
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "id", "name", "scorer_type", "label", "description", "tags", "scoreable_node_types", "required_scorers", "model_type",
        "output_type", "input_type", "is_global", "deprecated", "created_by", "created_at", "updated_at",
    };

    /// <inheritdoc/>
    public EvalService Service => EvalService.Galileo;

    /// <summary>The id, a UUID.</summary>
    public required string ScorerId { get; init; }

    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>Its kind, as the service names it: <c>code</c>, <c>llm</c>, <c>luna</c>, <c>preset</c>, or a newer one.</summary>
    public string? ScorerType { get; init; }

    /// <summary>The number of its newest version, from 1; null while it has none.</summary>
    public long? Version { get; init; }

    /// <summary>The type of the scores of a code scorer, such as <c>float</c>; null if the service does not return it.</summary>
    public string? ScoreType { get; init; }

    /// <summary>The name that is shown instead; null or empty for none.</summary>
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

    /// <summary>Whether it should no longer be used.</summary>
    public bool IsDeprecated { get; init; }

    /// <summary>Its creator, by email address or id; null if the service does not return it.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public DateTime? CreatedAt { get; init; }

    /// <summary>When it was changed last, UTC.</summary>
    public DateTime? UpdatedAt { get; init; }

    /// <summary>The fields that this object does not have as properties, such as <c>scope_projects</c>, as a JSON object; null when there are
    /// none.</summary>
    public string? AdditionalJson { get; init; }

    string INamedObject.Id => ScorerId;

    /// <summary>The name.</summary>
    /// <returns>The name.</returns>
    public override string ToString() => EvalText.Shown(Name);

    internal static GalileoScorer Read(JsonElement item)
    {
        JsonElement newest = item.Member("latest_version");
        return new GalileoScorer
        {
            ScorerId = item.Member("id").RequiredText("a scorer has no ID."),
            Name = item.Member("name").Text() ?? "",
            ScorerType = item.Member("scorer_type").Text(),
            Version = newest.Member("version").Whole(),
            ScoreType = newest.Member("registered_scorer").Member("score_type").Text(),
            Label = item.Member("label").Text(),
            Description = item.Member("description").Text(),
            Tags = item.Member("tags").Texts(),
            ScoreableNodeTypes = item.Member("scoreable_node_types").Texts(),
            RequiredScorers = item.Member("required_scorers").Texts(),
            ModelType = item.Member("model_type").Text(),
            OutputType = item.Member("output_type").Text(),
            InputType = item.Member("input_type").Text(),
            IsGlobal = item.Member("is_global").Flag() ?? false,
            IsDeprecated = item.Member("deprecated").Flag() ?? false,
            CreatedBy = item.Creator(),
            CreatedAt = item.Member("created_at").UtcDate(),
            UpdatedAt = item.Member("updated_at").UtcDate(),
            AdditionalJson = item.Others(Known),
        };
    }

    /// <summary>The same scorer with a version that was just added.</summary>
    /// <exception cref="JsonException">The response has no version.</exception>
    internal GalileoScorer WithVersion(IReadOnlyDictionary<string, JsonElement> version)
    {
        version.TryGetValue("registered_scorer", out JsonElement code);
        EvalList<string> nodeTypes = version.TryGetValue("scoreable_node_types", out JsonElement types) ? types.Texts() : ScoreableNodeTypes;
        return new GalileoScorer
        {
            ScorerId = ScorerId,
            Name = Name,
            ScorerType = ScorerType,
            Version = (version.TryGetValue("version", out JsonElement number) ? number.Whole() : null)
                ?? throw new JsonException("it has no version."),
            ScoreType = code.Member("score_type").Text(),
            Label = Label,
            Description = Description,
            Tags = Tags,
            ScoreableNodeTypes = nodeTypes.Count > 0 ? nodeTypes : ScoreableNodeTypes,
            RequiredScorers = RequiredScorers,
            ModelType = ModelType,
            OutputType = OutputType,
            InputType = InputType,
            IsGlobal = IsGlobal,
            IsDeprecated = IsDeprecated,
            CreatedBy = CreatedBy,
            CreatedAt = CreatedAt,
            UpdatedAt = version.TryGetValue("created_at", out JsonElement time) ? time.UtcDate() : null,
            AdditionalJson = AdditionalJson,
        };
    }
}
