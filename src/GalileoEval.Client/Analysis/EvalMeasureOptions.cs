namespace GalileoEval.Analysis;

/// <summary>How scores are measured.</summary>
public sealed record EvalMeasureOptions
{
    /// <summary>The kind of values; Auto is resolved for each metric and group by its values.</summary>
    public EvalScoreKind Kind { get; init; }

    /// <summary>The threshold for a pass; null to compute pass rates for Binary values only.</summary>
    public double? PassThreshold { get; init; }

    /// <summary>Whether a lower value of a metric is better.</summary>
    public Func<string, bool> IsLowerBetter { get; init; } = static _ => false;

    /// <summary>The confidence level of the intervals, between 0 and 1.</summary>
    public double ConfidenceLevel { get; init; } = 0.95;
}
