namespace GalileoEval.Analysis;

/// <summary>The weights of Cohen's kappa, by the rank of the category.</summary>
public enum EvalAgreementWeight
{
    /// <summary>Every disagreement counts the same.</summary>
    None,

    /// <summary>A disagreement counts by its distance.</summary>
    Linear,

    /// <summary>A disagreement counts by the square of its distance.</summary>
    Quadratic,
}
