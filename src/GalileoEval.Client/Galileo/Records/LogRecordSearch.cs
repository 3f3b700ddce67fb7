using System.Text.Json.Serialization;

namespace GalileoEval.Galileo.Records;

/// <summary>The body of <c>POST /v2/projects/{project_id}/traces/search</c> and <c>/spans/search</c>.</summary>
internal sealed record LogRecordSearch
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ExperimentId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? LogStreamId { get; init; }

    public required int Limit { get; init; }

    public long StartingToken { get; init; }

    public bool IncludeCodeMetricMetadata { get; init; } = true;
}
