using System.Text.Json;
using System.Text.Json.Serialization;
using GalileoEval.Json;
using GalileoEval.Text;

namespace GalileoEval.Galileo;

/// <summary>A project of Galileo (an item of <c>POST /v2/projects/paginated</c>).</summary>
public sealed record GalileoProject : TolerantObject, INamedObject
{
    private readonly string? _creator;

    /// <inheritdoc/>
    [JsonIgnore]
    public EvalService Service => EvalService.Galileo;

    /// <summary>The ID, a UUID.</summary>
    [JsonPropertyName("id")]
    public string ProjectId { get; init => field = value ?? ""; } = "";

    /// <summary>The name.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>The description; null if there is none.</summary>
    public string? Description { get; init; }

    /// <summary>The number of log streams in it; null if the service does not return it.</summary>
    [JsonPropertyName("num_logstreams")]
    public long? LogStreamCount { get; init; }

    /// <summary>The number of experiments in it; null if the service does not return it.</summary>
    [JsonPropertyName("num_experiments")]
    public long? ExperimentCount { get; init; }

    /// <summary>Whether the user of the connection has bookmarked it.</summary>
    [JsonPropertyName("bookmark")]
    public bool IsBookmarked { get; init; }

    /// <summary>The labels, such as <c>sample</c>.</summary>
    public EvalList<string> Labels { get; init; } = EvalList<string>.None;

    /// <summary>Its creator, by email address or ID; null if the service does not return it.</summary>
    public string? CreatedBy { get => _creator ?? field; init; }

    [JsonInclude]
    internal GalileoUser? CreatedByUser { init => _creator = value?.EmailOrId; }

    /// <summary>When it was created, UTC.</summary>
    public DateTime? CreatedAt { get; init; }

    /// <summary>When it was changed last, UTC.</summary>
    public DateTime? UpdatedAt { get; init; }

    [JsonIgnore]
    string INamedObject.Id => ProjectId;

    /// <summary>The name.</summary>
    /// <returns>The name.</returns>
    public override string ToString() => EvalText.Shown(Name);

    // The ID becomes part of paths.
    private protected override void Check()
    {
        if (string.IsNullOrWhiteSpace(ProjectId))
            throw new JsonException("a project has no ID.");
    }
}
