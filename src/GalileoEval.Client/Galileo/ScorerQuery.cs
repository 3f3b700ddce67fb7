using System.Text.Json.Nodes;

namespace GalileoEval.Galileo;

/// <summary>Selects the scorers of a list: those that match all filters.</summary>
public sealed class ScorerQuery
{
    /// <summary>The name, case-insensitive; null for any.</summary>
    public string? Name { get; init; }

    /// <summary>The IDs, UUIDs; null or empty for any.</summary>
    public IReadOnlyList<string>? ScorerIds { get; init; }

    /// <summary>The kinds: <c>code</c>, <c>llm</c>, <c>luna</c>, <c>preset</c>; null or empty for any.</summary>
    public IReadOnlyList<string>? ScorerTypes { get; init; }

    /// <summary>The kinds of model: <c>slm</c>, <c>llm</c>, <c>code</c>; null or empty for any.</summary>
    public IReadOnlyList<string>? ModelTypes { get; init; }

    /// <summary>Tags of which the scorer has at least one; null or empty for any.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>The labels; null or empty for any.</summary>
    public IReadOnlyList<string>? Labels { get; init; }

    /// <summary>Types of node of which it scores at least one; null or empty for any.</summary>
    public IReadOnlyList<string>? ScoreableNodeTypes { get; init; }

    /// <summary>Input in addition to text, <c>vision</c> or <c>audio</c>, at least one; null or empty for any.</summary>
    public IReadOnlyList<string>? MultimodalCapabilities { get; init; }

    /// <summary>Its creators, UUIDs; null or empty for any.</summary>
    public IReadOnlyList<string>? CreatorIds { get; init; }

    /// <summary>The projects that may use it, UUIDs; null or empty for any.</summary>
    public IReadOnlyList<string>? ProjectIds { get; init; }

    /// <summary>With <see cref="ProjectIds"/>, whether global scorers are included.</summary>
    public bool IncludeGlobal { get; init; }

    /// <summary>Whether every project may use it; null for any.</summary>
    public bool? IsGlobal { get; init; }

    /// <summary>Created at this time or later; null for any time.</summary>
    public DateTime? CreatedAfter { get; init; }

    /// <summary>Created before this time; null for any time.</summary>
    public DateTime? CreatedBefore { get; init; }

    /// <summary>Changed at this time or later; null for any time.</summary>
    public DateTime? UpdatedAfter { get; init; }

    /// <summary>Changed before this time; null for any time.</summary>
    public DateTime? UpdatedBefore { get; init; }

    /// <summary>Whether scorers of small models are excluded.</summary>
    public bool ExcludeSlm { get; init; }

    /// <summary>Whether multimodal scorers are excluded.</summary>
    public bool ExcludeMultimodal { get; init; }

    /// <summary>Creates the request body.</summary>
    internal JsonObject ToJson()
    {
        JsonArray filters = [];
        if (Name is not null)
            Add(ListFilter.NameIs(Name));
        AddList("id", Ids(ScorerIds, "scorer id"));
        AddList("scorer_type", ScorerTypes);
        AddList("model_type", ModelTypes);
        AddList("tags", Tags);
        AddList("label", Labels);
        AddList("scoreable_node_types", ScoreableNodeTypes);
        AddList("multimodal_capabilities", MultimodalCapabilities);
        AddList("creator", Ids(CreatorIds, "user id"));
        if (Ids(ProjectIds, "project id") is { Length: > 0 } projects)
        {
            Add(new JsonObject
            {
                ["name"] = "scope_projects",
                ["project_ids"] = ListFilter.Texts(projects),
                ["include_global"] = IncludeGlobal,
            });
        }

        if (IsGlobal is { } global)
            Add(ListFilter.Where("is_global", "eq", JsonValue.Create(global)));
        AddTime("created_at", "gte", CreatedAfter);
        AddTime("created_at", "lt", CreatedBefore);
        AddTime("updated_at", "gte", UpdatedAfter);
        AddTime("updated_at", "lt", UpdatedBefore);
        if (ExcludeSlm)
            Add(new JsonObject { ["name"] = "exclude_slm_scorers" });
        if (ExcludeMultimodal)
            Add(new JsonObject { ["name"] = "exclude_multimodal_scorers" });
        return new JsonObject { ["filters"] = filters };

        void Add(JsonObject filter) => filters.Add((JsonNode)filter);

        void AddList(string field, IReadOnlyList<string>? values)
        {
            if (values is { Count: > 0 })
                Add(ListFilter.OneOf(field, values));
        }

        void AddTime(string field, string comparison, DateTime? time)
        {
            if (time is { } given)
                Add(ListFilter.Time(field, comparison, given));
        }
    }

    private static string[]? Ids(IReadOnlyList<string>? ids, string name) =>
        ids is null ? null : [.. ids.Select(id => GalileoArgument.Id(id, name))];
}
