using GalileoEval.Errors;

namespace GalileoEval.Analysis;

/// <summary>How agreement is measured.</summary>
public sealed record EvalAgreementOptions
{
    /// <summary>The statistic.</summary>
    public EvalAgreementStatistic Statistic { get; init; }

    /// <summary>The level of measurement of Krippendorff's alpha; Auto is resolved for each metric and group by its
    /// values.</summary>
    public EvalMeasurementLevel Level { get; init; }

    /// <summary>The weights of Cohen's kappa.</summary>
    public EvalAgreementWeight Weight { get; init; }

    /// <summary>Whether each pair of raters is measured separately.</summary>
    public bool Pairwise { get; init; }

    /// <summary>The confidence level of the intervals, between 0 and 1.</summary>
    public double ConfidenceLevel { get; init; } = 0.95;

    /// <summary>The seed of the bootstrap.</summary>
    public int Seed { get; init; }
}

/// <summary>The weights of Cohen's kappa, by the rank of the category.</summary>
public enum EvalAgreementWeight
{
    /// <summary>Every disagreement has the same weight.</summary>
    None,

    /// <summary>A disagreement is weighted by its distance.</summary>
    Linear,

    /// <summary>A disagreement is weighted by the square of its distance.</summary>
    Quadratic,
}

/// <summary>A statistic of agreement.</summary>
public enum EvalAgreementStatistic
{
    /// <summary>Krippendorff's alpha (2011): any number of raters, gaps allowed.</summary>
    Alpha,

    /// <summary>Cohen's kappa (1960, weighted 1968): two raters.</summary>
    CohenKappa,

    /// <summary>Fleiss's kappa (1971): any number of raters, no gaps.</summary>
    FleissKappa,

    /// <summary>The share of pairs of ratings that agree, the mean over pairs of raters.</summary>
    PercentAgreement,
}

/// <summary>The level of measurement of ratings, which defines the distance of two ratings.</summary>
public enum EvalMeasurementLevel
{
    /// <summary>Decided by the values: text and Booleans are Nominal, numbers Interval.</summary>
    Auto,

    /// <summary>Same or different.</summary>
    Nominal,

    /// <summary>Ranks.</summary>
    Ordinal,

    /// <summary>Numbers with meaningful differences.</summary>
    Interval,

    /// <summary>Numbers with meaningful ratios.</summary>
    Ratio,
}

/// <summary>Measures how well raters agree. The assembly GalileoEval.Analysis implements it, with a public
/// parameterless constructor.</summary>
public interface IAgreementAnalysis
{
    /// <summary>Measures every series of a table.</summary>
    /// <param name="ratings">The ratings: the key of each is the rated unit, and each has a rater.</param>
    /// <param name="options">The options.</param>
    /// <param name="cancellationToken">Cancels the computation.</param>
    /// <returns>A result for each metric and group, or for each of its pairs of raters, in the order of the table.
    /// Computed lazily.</returns>
    /// <exception cref="EvalException">InvalidArgument: a rater rated a unit twice, or a rating has no unit or no
    /// rater.</exception>
    IEnumerable<EvalAgreement> Measure(
        ScoreTable ratings, EvalAgreementOptions options, CancellationToken cancellationToken);
}
