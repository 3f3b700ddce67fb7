using System.Text.Json;
using GalileoEval.Json;
using GalileoEval.Text;

namespace GalileoEval.Galileo;

/// <summary>A log stream of a project (an item of <c>POST /v2/projects/{project_id}/log_streams/search</c>).</summary>
public sealed class GalileoLogStream : INamedObject
{
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "id", "name", "project_id", "num_traces", "num_spans", "created_by", "created_at", "updated_at",
    };

    /// <inheritdoc/>
    public EvalService Service => EvalService.Galileo;

    /// <summary>The id, a UUID.</summary>
    public required string LogStreamId { get; init; }

    /// <summary>The name, one of its kind in the project.</summary>
    public required string Name { get; init; }

    /// <summary>The project that contains it, a UUID.</summary>
    public required string ProjectId { get; init; }

    /// <summary>The number of traces in it; null if the service does not return it.</summary>
    public long? TraceCount { get; init; }

    /// <summary>The number of spans in it; null if the service does not return it.</summary>
    public long? SpanCount { get; init; }

    /// <summary>Its creator, by email address; null if the service does not return it.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public DateTime? CreatedAt { get; init; }

    /// <summary>When it was changed last, UTC.</summary>
    public DateTime? UpdatedAt { get; init; }

    /// <summary>The fields that this object does not have as properties, as a JSON object; null when there are
    /// none.</summary>
    public string? AdditionalJson { get; init; }

    string INamedObject.Id => LogStreamId;

    /// <summary>The name.</summary>
    /// <returns>The name.</returns>
    public override string ToString() => EvalText.Shown(Name);

    internal static GalileoLogStream Read(JsonElement item, string projectId) => new()
    {
        LogStreamId = item.Member("id").RequiredText("a log stream has no ID."),
        Name = item.Member("name").Text() ?? "",
        ProjectId = item.Member("project_id").Text() ?? projectId,
        TraceCount = item.Member("num_traces").Whole(),
        SpanCount = item.Member("num_spans").Whole(),
        CreatedBy = item.Creator(),
        CreatedAt = item.Member("created_at").UtcDate(),
        UpdatedAt = item.Member("updated_at").UtcDate(),
        AdditionalJson = item.Others(Known),
    };
}
