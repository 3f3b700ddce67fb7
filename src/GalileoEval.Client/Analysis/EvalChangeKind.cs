namespace GalileoEval.Analysis;

/// <summary>How one item changed between the two sides of a comparison.</summary>
public enum EvalChangeKind
{
    /// <summary>The difference side is worse.</summary>
    Regressed,

    /// <summary>The difference side is better.</summary>
    Improved,

    /// <summary>The labels differ; labels have no order.</summary>
    Changed,

    /// <summary>Both sides are the same.</summary>
    Tied,
}
