namespace GalileoEval.Analysis;

/// <summary>The test of a paired comparison.</summary>
public enum EvalComparisonTest
{
    /// <summary>McNemar for Binary, Permutation for Numeric, PairedT above 10,000 pairs.</summary>
    Auto,

    /// <summary>The exact test of McNemar (1947): binomial, two-sided.</summary>
    McNemar,

    /// <summary>Student's paired t test, two-sided.</summary>
    PairedT,

    /// <summary>The signed-rank test of Wilcoxon (1945): zeros dropped, midranks, tie-corrected normal approximation without
    /// continuity correction, two-sided.</summary>
    Wilcoxon,

    /// <summary>The sign-flip permutation test of the mean difference (Fisher 1935), two-sided: exact up to 20 non-zero pairs,
    /// else 9,999 resamples.</summary>
    Permutation,
}
