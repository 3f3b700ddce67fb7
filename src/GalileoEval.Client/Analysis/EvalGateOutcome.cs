namespace GalileoEval.Analysis;

/// <summary>The outcome of a gate rule.</summary>
public enum EvalGateOutcome
{
    /// <summary>The actual value meets the rule.</summary>
    Passed,

    /// <summary>The actual value does not meet the rule.</summary>
    Failed,

    /// <summary>There is nothing to compare: counts as not passed.</summary>
    Inconclusive,

    /// <summary>An optional rule that matches nothing.</summary>
    Skipped,
}
