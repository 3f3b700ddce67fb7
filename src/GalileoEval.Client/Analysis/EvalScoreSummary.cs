using System.Globalization;

namespace GalileoEval.Analysis;

/// <summary>The statistics of one metric in one group: emitted by <c>Measure-EvalScore</c>. A statistic that is not
/// defined is null, and <see cref="Reason"/> says why.</summary>
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

    /// <summary>Why a statistic is null; null if all are defined.</summary>
    public string? Reason { get; init; }

    /// <summary>Metric, group and mean.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => AnalysisText.Describe(Metric, Group, "mean", Mean);
}

/// <summary>The kind of a metric's values, which decides the statistics.</summary>
public enum EvalScoreKind
{
    /// <summary>Resolved by the values: Booleans and the texts true and false are Binary; numbers, and numbers as text,
    /// are Numeric; other text and lists are Categorical.</summary>
    Auto,

    /// <summary>Numbers. True counts as 1, false as 0.</summary>
    Numeric,

    /// <summary>True or false. The numbers 1 and 0 count as true and false.</summary>
    Binary,

    /// <summary>Labels. A list counts once per label.</summary>
    Categorical,
}

/// <summary>How the limits of an interval were computed.</summary>
public enum EvalIntervalMethod
{
    /// <summary>Student's t interval of a mean, or of a mean difference.</summary>
    StudentT,

    /// <summary>Cluster-robust t interval: CR1 (Liang and Zeger 1986), number of clusters minus 1 degrees of
    /// freedom.</summary>
    ClusterRobustT,

    /// <summary>Score interval of a share (Wilson 1927).</summary>
    Wilson,

    /// <summary>Difference of paired shares (Newcombe 1998, method 10).</summary>
    Newcombe,

    /// <summary>Bias-corrected and accelerated bootstrap (Efron 1987).</summary>
    BcaBootstrap,

    /// <summary>Percentile bootstrap over units.</summary>
    PercentileBootstrap,

    /// <summary>Standard error of Cohen's kappa without the null hypothesis (Fleiss, Cohen and Everitt 1969).</summary>
    FleissCohenEveritt,
}

/// <summary>A bin of a distribution: a range of numbers, or a label, with the number of its values.</summary>
public sealed record EvalScoreBin
{
    /// <summary>The label, or the range as text, such as <c>0.2..0.4</c>.</summary>
    public required string Label { get; init; }

    /// <summary>The lower limit, inclusive; null for a label.</summary>
    public double? Lower { get; init; }

    /// <summary>The upper limit, exclusive except in the last bin; null for a label.</summary>
    public double? Upper { get; init; }

    /// <summary>The number of values. A list counts once for each of its labels.</summary>
    public int Count { get; init; }

    /// <summary>Label and count, such as <c>0.2..0.4=12</c>.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "{0}={1}", Label, Count);
}
