namespace GalileoEval.Analysis;

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
