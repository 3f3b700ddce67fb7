using System.Text.Json;
using GalileoEval.Json;
using GalileoEval.Text;

namespace GalileoEval.Galileo;

/// <summary>A project of Galileo (an item of <c>POST /v2/projects/paginated</c>).</summary>
public sealed class GalileoProject : INamedObject
{
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "id", "name", "description", "num_logstreams", "num_experiments", "bookmark", "labels", "created_by", "created_at",
        "updated_at",
    };

    /// <inheritdoc/>
    public EvalService Service => EvalService.Galileo;

    /// <summary>The id, a UUID.</summary>
    public required string ProjectId { get; init; }

    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>What the project is for; null if there is no description.</summary>
    public string? Description { get; init; }

    /// <summary>The number of log streams in it; null if the service does not return it.</summary>
    public long? LogStreamCount { get; init; }

    /// <summary>The number of experiments in it; null if the service does not return it.</summary>
    public long? ExperimentCount { get; init; }

    /// <summary>Whether the user of the connection has bookmarked it.</summary>
    public bool IsBookmarked { get; init; }

    /// <summary>The labels, such as <c>sample</c>.</summary>
    public EvalList<string> Labels { get; init; } = EvalList<string>.None;

    /// <summary>Its creator, by email address; null if the service does not return it.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public DateTime? CreatedAt { get; init; }

    /// <summary>When it was changed last, UTC.</summary>
    public DateTime? UpdatedAt { get; init; }

    /// <summary>The fields that this object does not have as properties, as a JSON object; null when there are
    /// none.</summary>
    public string? AdditionalJson { get; init; }

    string INamedObject.Id => ProjectId;

    /// <summary>The name.</summary>
    /// <returns>The name.</returns>
    public override string ToString() => EvalText.Shown(Name);

    internal static GalileoProject Read(JsonElement item) => new()
    {
        ProjectId = item.Member("id").RequiredText("a project has no ID."),
        Name = item.Member("name").Text() ?? "",
        Description = item.Member("description").Text(),
        LogStreamCount = item.Member("num_logstreams").Whole(),
        ExperimentCount = item.Member("num_experiments").Whole(),
        IsBookmarked = item.Member("bookmark").Flag() ?? false,
        Labels = item.Member("labels").Texts(),
        CreatedBy = item.Creator(),
        CreatedAt = item.Member("created_at").UtcDate(),
        UpdatedAt = item.Member("updated_at").UtcDate(),
        AdditionalJson = item.Others(Known),
    };
}
