using GalileoEval.Json;

namespace GalileoEval.Galileo.Experiments;

/// <summary>A metric with its values in buckets (an item of
/// <c>POST /v2/projects/{project_id}/experiments/{experiment_id}/metrics</c>).</summary>
internal sealed record BucketedMetric : TolerantObject
{
    public string? Name { get; init; }

    public JsonMap? Buckets { get; init; }

    public double? Average { get; init; }

    public string? RollUpMethod { get; init; }

    public string? DataType { get; init; }
}
