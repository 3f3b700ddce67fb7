namespace GalileoEval.Analysis;

/// <summary>How scores are measured.</summary>
public sealed record EvalMeasureOptions
{
    /// <summary>The kind of values; Auto decides it for each metric and group by its values.</summary>
    public EvalScoreKind Kind { get; init; }

    /// <summary>The value that passes, and those that are better; null where only Binary values pass or not.</summary>
    public double? PassThreshold { get; init; }

    /// <summary>Whether a metric is better where it is lower.</summary>
    public Func<string, bool> IsLowerBetter { get; init; } = static _ => false;

    /// <summary>The confidence level of the intervals, between 0 and 1.</summary>
    public double ConfidenceLevel { get; init; } = 0.95;
}
