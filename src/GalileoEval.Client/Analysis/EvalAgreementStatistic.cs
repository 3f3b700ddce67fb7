namespace GalileoEval.Analysis;

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
