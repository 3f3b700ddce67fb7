using System.Globalization;
using GalileoEval.Text;

namespace GalileoEval.Galileo.Experiments;

/// <summary>One value of one metric over the records of an experiment: a statistic such as the mean, or a bucket
/// (<c>POST /v2/projects/{project_id}/experiments/{experiment_id}/metrics</c>, and <c>structured_aggregate_metrics</c> and
/// <c>aggregate_metrics</c> of <c>GET /v2/projects/{project_id}/experiments/{experiment_id}</c>).</summary>
public sealed record GalileoExperimentMetric
{
    /// <summary>The value of <see cref="Statistic"/> for a bucket.</summary>
    internal const string BucketStatistic = "Bucket";

    /// <inheritdoc cref="INamedObject.Service"/>
    public EvalService Service { get; } = EvalService.Galileo;

    /// <summary>The metric, by the name of its scorer or, for a metric that the service measures itself, by its name, such as
    /// <c>duration_ns</c>.</summary>
    public required string Metric { get; init; }

    /// <summary>The statistic: <c>Mean</c>, <c>Sum</c>, <c>Minimum</c>, <c>Maximum</c>, <c>Count</c>, <c>Percentage</c>,
    /// <c>Median</c>, <c>P90</c>, <c>P95</c>, <c>P99</c>, <c>Bucket</c>, or <c>Value</c> if the service does not return it.</summary>
    public required string Statistic { get; init; }

    /// <summary>The value of the statistic; for a bucket, its share of all values, from 0 to 1.</summary>
    public double? Value { get; init; }

    /// <summary>The number of values of the statistic or in the bucket; null if the service does not return it.</summary>
    public long? Count { get; init; }

    /// <summary>The bucket as the service names it: a range of numbers, or a category; null for a statistic.</summary>
    public string? Bucket { get; init; }

    /// <summary>The lower bound of the bucket; null for a category, or if the range has none.</summary>
    public double? LowerBound { get; init; }

    /// <summary>The upper bound of the bucket; null for a category, or if the range has none.</summary>
    public double? UpperBound { get; init; }

    /// <summary>The type of the values as the service names it, such as <c>boolean</c>, <c>categorical</c> or <c>percentage</c>; null if
    /// the service does not return it.</summary>
    public string? DataType { get; init; }

    /// <summary>How the service combines the values of spans, such as <c>average</c>; null if it does not return it.</summary>
    public string? RollUpMethod { get; init; }

    /// <summary>The scorer, a UUID; null if the service returns only the name of the metric.</summary>
    public string? ScorerId { get; init; }

    /// <summary>The name of the experiment.</summary>
    public string ExperimentName { get; init; } = "";

    /// <summary>The experiment, a UUID.</summary>
    public required string ExperimentId { get; init; }

    /// <summary>The project of the experiment, a UUID.</summary>
    public required string ProjectId { get; init; }

    /// <summary>When the experiment was created, UTC.</summary>
    public DateTime? CreatedAt { get; init; }

    /// <summary>Metric, statistic or bucket, and value, such as <c>correctness Mean=0.85</c>.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() =>
        EvalText.Shown($"{Metric} {Bucket ?? Statistic}={Value?.ToString("0.####", CultureInfo.InvariantCulture)}");
}
