using System.Text.Json;
using System.Text.Json.Serialization;
using GalileoEval.Json;
using GalileoEval.Text;

namespace GalileoEval.Galileo;

/// <summary>A log stream of a project (an item of <c>POST /v2/projects/{project_id}/log_streams/search</c>).</summary>
public sealed record GalileoLogStream : TolerantObject, INamedObject
{
    private readonly string? _creator;

    /// <inheritdoc/>
    [JsonIgnore]
    public EvalService Service => EvalService.Galileo;

    /// <summary>The ID, a UUID.</summary>
    [JsonPropertyName("id")]
    public string LogStreamId { get; init => field = value ?? ""; } = "";

    /// <summary>The name, unique in the project.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>The project that contains it, a UUID.</summary>
    public string ProjectId { get; init => field = value ?? ""; } = "";

    /// <summary>The number of traces in it; null if the service does not return it.</summary>
    [JsonPropertyName("num_traces")]
    public long? TraceCount { get; init; }

    /// <summary>The number of spans in it; null if the service does not return it.</summary>
    [JsonPropertyName("num_spans")]
    public long? SpanCount { get; init; }

    /// <summary>Its creator, by email address or ID; null if the service does not return it.</summary>
    public string? CreatedBy { get => _creator ?? field; init; }

    [JsonInclude]
    internal GalileoUser? CreatedByUser { init => _creator = value?.EmailOrId; }

    /// <summary>When it was created, UTC.</summary>
    public DateTime? CreatedAt { get; init; }

    /// <summary>When it was changed last, UTC.</summary>
    public DateTime? UpdatedAt { get; init; }

    [JsonIgnore]
    string INamedObject.Id => LogStreamId;

    /// <summary>The name.</summary>
    /// <returns>The name.</returns>
    public override string ToString() => EvalText.Shown(Name);

    /// <summary>The same log stream in a project, if the service does not return its project.</summary>
    internal GalileoLogStream In(string projectId) => ProjectId.Length > 0 ? this : this with { ProjectId = projectId };

    // The ID becomes part of paths.
    private protected override void Check()
    {
        if (string.IsNullOrWhiteSpace(LogStreamId))
            throw new JsonException("a log stream has no ID.");
    }
}
