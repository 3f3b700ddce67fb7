namespace GalileoEval.Analysis;

/// <summary>One metric of one group, compared item by item: emitted by <c>Compare-EvalScore</c>. A statistic that is
/// not defined is null, and <see cref="Reason"/> says why.</summary>
public sealed record EvalScoreComparison
{
    /// <summary>The metric.</summary>
    public required string Metric { get; init; }

    /// <summary>The group, such as <c>model=a, split=test</c>; null without <c>-GroupBy</c>.</summary>
    public string? Group { get; init; }

    /// <summary>The kind of values, decided for both sides together.</summary>
    public EvalScoreKind Kind { get; init; }

    /// <summary>The number of items with a value on both sides. All statistics below are based on these.</summary>
    public int Pairs { get; init; }

    /// <summary>The number of items with a value on the reference side only.</summary>
    public int OnlyReference { get; init; }

    /// <summary>The number of items with a value on the difference side only.</summary>
    public int OnlyDifference { get; init; }

    /// <summary>The number of failed items on the reference side.</summary>
    public int ReferenceFailed { get; init; }

    /// <summary>The number of items without a value on the reference side.</summary>
    public int ReferenceMissing { get; init; }

    /// <summary>The number of failed items on the difference side.</summary>
    public int DifferenceFailed { get; init; }

    /// <summary>The number of items without a value on the difference side.</summary>
    public int DifferenceMissing { get; init; }

    /// <summary>The mean of the reference side; null for Categorical.</summary>
    public double? ReferenceMean { get; init; }

    /// <summary>The mean of the difference side; null for Categorical.</summary>
    public double? DifferenceMean { get; init; }

    /// <summary>Difference minus reference. For Categorical the share of items whose labels changed, 0 to 1.</summary>
    public double? Delta { get; init; }

    /// <summary>The lower limit of the interval of <see cref="Delta"/> at 1 minus the significance level,
    /// unadjusted.</summary>
    public double? Low { get; init; }

    /// <summary>The upper limit of that interval.</summary>
    public double? High { get; init; }

    /// <summary>How the limits were computed; null if there are none.</summary>
    public EvalIntervalMethod? Interval { get; init; }

    /// <summary>The number of pairs that are better on the difference side.</summary>
    public int Improved { get; init; }

    /// <summary>The number of pairs that are worse on the difference side.</summary>
    public int Regressed { get; init; }

    /// <summary>The number of pairs that are equal on both sides, within a relative 1e-12.</summary>
    public int Tied { get; init; }

    /// <summary>The test that was used; null if there is none.</summary>
    public EvalComparisonTest? Test { get; init; }

    /// <summary>The statistic of the test, with the sign of <see cref="Delta"/>.</summary>
    public double? Statistic { get; init; }

    /// <summary>The two-sided p value.</summary>
    public double? PValue { get; init; }

    /// <summary>The p value adjusted for all metrics and groups of the call (Holm 1979).</summary>
    public double? AdjustedPValue { get; init; }

    /// <summary>The verdict.</summary>
    public EvalVerdict Verdict { get; init; }

    /// <summary>The reason of the verdict, and why a statistic is null.</summary>
    public string? Reason { get; init; }

    /// <summary>The seed of the random methods, for the provenance of a report; null for a comparison that was read
    /// from a file.</summary>
    internal int? Seed { get; init; }

    /// <summary>The significance level, for the provenance of a report; null as for <see cref="Seed"/>.</summary>
    internal double? SignificanceLevel { get; init; }

    /// <summary>The paired items, worst first.</summary>
    internal EvalList<EvalScoreChange> Changes { get; init; } = new([]);

    /// <summary>The paired items, worst first. A method, so that they are not a column of a CSV file; in PowerShell
    /// they are the hidden property <c>Changes</c>.</summary>
    /// <returns>The items; empty without pairs.</returns>
    public EvalList<EvalScoreChange> GetChanges() => Changes;

    /// <summary>Metric, group and difference.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => AnalysisText.Describe(Metric, Group, $"{Verdict}, delta", Delta);
}

/// <summary>The verdict of a comparison.</summary>
public enum EvalVerdict
{
    /// <summary>There is not enough data for a conclusion.</summary>
    Inconclusive,

    /// <summary>The difference side is worse.</summary>
    Regressed,

    /// <summary>The difference side is better.</summary>
    Improved,

    /// <summary>The whole interval is within the margin.</summary>
    Equivalent,

    /// <summary>The interval excludes a drop larger than the margin.</summary>
    NotWorse,

    /// <summary>No significant difference, which does not mean equal.</summary>
    NotSignificant,

    /// <summary>The values have no order.</summary>
    NotApplicable,
}
