namespace GalileoEval.Analysis;

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
