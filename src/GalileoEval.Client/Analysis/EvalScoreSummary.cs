namespace GalileoEval.Analysis;

/// <summary>The statistics of one metric in one group: emitted by <c>Measure-EvalScore</c>. A figure that is not defined is null, and
/// <see cref="Reason"/> says why.</summary>
public sealed record EvalScoreSummary
{
    /// <summary>The metric.</summary>
    public required string Metric { get; init; }

    /// <summary>The group, such as <c>model=a, split=test</c>; null without <c>-GroupBy</c>.</summary>
    public string? Group { get; init; }

    /// <summary>The kind of values.</summary>
    public EvalScoreKind Kind { get; init; }

    /// <summary>The number of values, without failed and missing ones.</summary>
    public int Count { get; init; }

    /// <summary>The number of items without a value: pending, not applicable, cannot assess, null.</summary>
    public int Missing { get; init; }

    /// <summary>The number of failed items.</summary>
    public int Failed { get; init; }

    /// <summary>The mean; for Binary the share of true, 0 to 1; null for Categorical.</summary>
    public double? Mean { get; init; }

    /// <summary>The sample standard deviation (n - 1); null below two values and for Categorical.</summary>
    public double? StandardDeviation { get; init; }

    /// <summary>The smallest value; null for Categorical.</summary>
    public double? Minimum { get; init; }

    /// <summary>The 10 % quantile (type 7 of Hyndman and Fan 1996); null for Categorical.</summary>
    public double? P10 { get; init; }

    /// <summary>The median; null for Categorical.</summary>
    public double? Median { get; init; }

    /// <summary>The 90 % quantile (type 7); null for Categorical.</summary>
    public double? P90 { get; init; }

    /// <summary>The largest value; null for Categorical.</summary>
    public double? Maximum { get; init; }

    /// <summary>The lower limit of the mean's confidence interval.</summary>
    public double? Low { get; init; }

    /// <summary>The upper limit of the mean's confidence interval.</summary>
    public double? High { get; init; }

    /// <summary>How the limits were computed; null if there are none.</summary>
    public EvalIntervalMethod? Interval { get; init; }

    /// <summary>The confidence level of all intervals, 0 to 1.</summary>
    public double ConfidenceLevel { get; init; }

    /// <summary>The threshold of <c>-PassThreshold</c>; null if not used.</summary>
    public double? PassThreshold { get; init; }

    /// <summary>The number of values that pass; null if passing is undefined.</summary>
    public int? PassCount { get; init; }

    /// <summary>The share of values that pass, 0 to 1.</summary>
    public double? PassRate { get; init; }

    /// <summary>The lower limit of the pass rate (Wilson 1927).</summary>
    public double? PassLow { get; init; }

    /// <summary>The upper limit of the pass rate (Wilson 1927).</summary>
    public double? PassHigh { get; init; }

    /// <summary>Ranges of numbers, or labels, with counts.</summary>
    public EvalList<EvalScoreBin> Distribution { get; init; } = new([]);

    /// <summary>Why a figure is null; null if all are defined.</summary>
    public string? Reason { get; init; }

    /// <summary>Metric, group and mean.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => AnalysisText.Describe(Metric, Group, "mean", Mean);
}
