namespace GalileoEval.Analysis;

/// <summary>What a comparison concludes.</summary>
public enum EvalVerdict
{
    /// <summary>There is not enough data to conclude anything.</summary>
    Inconclusive,

    /// <summary>The difference side is worse.</summary>
    Regressed,

    /// <summary>The difference side is better.</summary>
    Improved,

    /// <summary>The whole interval is within the margin.</summary>
    Equivalent,

    /// <summary>The interval excludes a drop larger than the margin.</summary>
    NotWorse,

    /// <summary>No significant difference, which is not the same as none.</summary>
    NotSignificant,

    /// <summary>The values have no better and worse.</summary>
    NotApplicable,
}
