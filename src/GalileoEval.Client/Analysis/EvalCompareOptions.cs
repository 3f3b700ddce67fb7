namespace GalileoEval.Analysis;

/// <summary>How two sides are compared.</summary>
public sealed record EvalCompareOptions
{
    /// <summary>The kind of values; Auto is resolved for each metric and group by the values of both sides.</summary>
    public EvalScoreKind Kind { get; init; }

    /// <summary>Whether a lower value of a metric is better.</summary>
    public Func<string, bool> IsLowerBetter { get; init; } = static _ => false;

    /// <summary>The largest drop of the point estimate, positive, that is not a regression; null for none.</summary>
    public double? MaximumDrop { get; init; }

    /// <summary>The largest difference, positive, that does not matter; null for none.</summary>
    public double? Margin { get; init; }

    /// <summary>The significance level, between 0 and 1.</summary>
    public double SignificanceLevel { get; init; } = 0.05;

    /// <summary>The test.</summary>
    public EvalComparisonTest Test { get; init; }

    /// <summary>The smallest number of pairs for a conclusion; null for the smallest n with 2/2^n below the
    /// level.</summary>
    public int? MinimumPairs { get; init; }

    /// <summary>How several scores with the same key are handled.</summary>
    public EvalDuplicateHandling Duplicate { get; init; }

    /// <summary>The value of items that failed; null to count them only.</summary>
    public double? FailedValue { get; init; }

    /// <summary>The seed of the random methods.</summary>
    public int Seed { get; init; }
}

/// <summary>How several scores with the same key are handled.</summary>
public enum EvalDuplicateHandling
{
    /// <summary>An error that names the key.</summary>
    Error,

    /// <summary>Their mean is used.</summary>
    Mean,
}

/// <summary>The test of a paired comparison.</summary>
public enum EvalComparisonTest
{
    /// <summary>McNemar for Binary, Permutation for Numeric, PairedT above 10,000 pairs.</summary>
    Auto,

    /// <summary>The exact test of McNemar (1947): binomial, two-sided.</summary>
    McNemar,

    /// <summary>Student's paired t test, two-sided.</summary>
    PairedT,

    /// <summary>The signed-rank test of Wilcoxon (1945): zeros dropped, midranks, tie-corrected normal approximation
    /// without continuity correction, two-sided.</summary>
    Wilcoxon,

    /// <summary>The sign-flip permutation test of the mean difference (Fisher 1935), two-sided: exact up to 20 non-zero
    /// pairs, else 9,999 resamples.</summary>
    Permutation,
}
