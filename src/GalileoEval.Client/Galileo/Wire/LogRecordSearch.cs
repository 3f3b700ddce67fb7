namespace GalileoEval.Galileo.Wire;

/// <summary>The question of <c>POST /v2/projects/{project_id}/traces/search</c>.</summary>
internal sealed class LogRecordSearch
{
    public required string ExperimentId { get; init; }

    public required int Limit { get; init; }

    public required long StartingToken { get; init; }

    public bool IncludeCodeMetricMetadata { get; init; } = true;
}
