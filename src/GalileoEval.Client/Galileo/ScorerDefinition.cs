using System.Text.Json.Nodes;

namespace GalileoEval.Galileo;

/// <summary>The definition of a registered code scorer (<c>POST /v2/scorers</c>).</summary>
public sealed class ScorerDefinition
{
    /// <summary>The name, unique in the account.</summary>
    public required string Name { get; init; }

    /// <summary>The description; null for none.</summary>
    public string? Description { get; init; }

    /// <summary>The tags; null or empty for none.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>The types of node to score; null or empty for those of the validation.</summary>
    public IReadOnlyList<string>? ScoreableNodeTypes { get; init; }

    /// <summary>The scorers whose results this one reads; null or empty for none.</summary>
    public IReadOnlyList<string>? RequiredScorers { get; init; }

    /// <summary>The projects that may use it, UUIDs; null or empty for the service's default.</summary>
    public IReadOnlyList<string>? ProjectIds { get; init; }

    /// <summary>Creates the request body.</summary>
    /// <param name="found">The types of node of the validation.</param>
    internal JsonObject ToJson(IReadOnlyList<string> found)
    {
        JsonObject body = new() { ["name"] = Name, ["scorer_type"] = "code" };
        if (Description is not null)
            body["description"] = Description;
        Add("tags", Tags);
        Add("scoreable_node_types", ScoreableNodeTypes is { Count: > 0 } ? ScoreableNodeTypes : found);
        Add("required_scorers", RequiredScorers);
        Add("project_ids", ProjectIds);
        return body;

        void Add(string field, IReadOnlyList<string>? values)
        {
            if (values is { Count: > 0 })
                body[field] = ListFilter.Texts(values);
        }
    }
}
