namespace GalileoEval.Analysis;

/// <summary>The kind of object that a gate rule applies to.</summary>
public enum EvalGateSource
{
    /// <summary>An <see cref="EvalScoreSummary"/>.</summary>
    Summary,

    /// <summary>An <see cref="EvalScoreComparison"/>.</summary>
    Comparison,

    /// <summary>An <see cref="EvalAgreement"/>.</summary>
    Agreement,

    /// <summary>An object that can be waited for, such as a validation or a task.</summary>
    Work,
}
