namespace GalileoEval.Analysis;

/// <summary>How well raters agree on one metric of one group: emitted by <c>Measure-EvalAgreement</c>. A value that is
/// not defined is null, and <see cref="Reason"/> says why.</summary>
public sealed record EvalAgreement
{
    /// <summary>The metric.</summary>
    public required string Metric { get; init; }

    /// <summary>The group, such as <c>model=a, split=test</c>; null without <c>-GroupBy</c>.</summary>
    public string? Group { get; init; }

    /// <summary>The statistic.</summary>
    public EvalAgreementStatistic Statistic { get; init; }

    /// <summary>The level of measurement of alpha; Auto is resolved by the values. The other statistics compare
    /// categories (Nominal), and weights their ranks (Ordinal).</summary>
    public EvalMeasurementLevel Level { get; init; }

    /// <summary>The weights of Cohen's kappa.</summary>
    public EvalAgreementWeight Weight { get; init; }

    /// <summary>The statistic's value; 1 is perfect agreement.</summary>
    public double? Value { get; init; }

    /// <summary>The lower limit of its confidence interval.</summary>
    public double? Low { get; init; }

    /// <summary>The upper limit of its confidence interval.</summary>
    public double? High { get; init; }

    /// <summary>How the limits were computed; null if there are none.</summary>
    public EvalIntervalMethod? Interval { get; init; }

    /// <summary>The confidence level, 0 to 1.</summary>
    public double ConfidenceLevel { get; init; }

    /// <summary>The seed of the bootstrap, for the provenance of a report; null for an agreement that was read from a
    /// file.</summary>
    internal int? Seed { get; init; }

    /// <summary>The number of units, including those without a usable rating.</summary>
    public int Units { get; init; }

    /// <summary>The number of raters.</summary>
    public int Raters { get; init; }

    /// <summary>The number of ratings with a value.</summary>
    public int Ratings { get; init; }

    /// <summary>The number of missing ratings, relative to every rater rating every unit: failed, empty or
    /// absent.</summary>
    public long Missing { get; init; }

    /// <summary>The first rater of a pair; null unless pairwise.</summary>
    public string? RaterA { get; init; }

    /// <summary>The second rater of a pair; null unless pairwise.</summary>
    public string? RaterB { get; init; }

    /// <summary>Why a value is null; null if all are defined.</summary>
    public string? Reason { get; init; }

    /// <summary>Metric, group and value.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => AnalysisText.Describe(Metric, Group, Statistic.ToString(), Value);
}
