namespace GalileoEval.Analysis;

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
