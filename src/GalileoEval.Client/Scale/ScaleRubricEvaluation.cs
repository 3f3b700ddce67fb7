using System.Globalization;

namespace GalileoEval.Scale;

/// <summary>The scores of a message by a rubric.</summary>
public sealed class ScaleRubricEvaluation : ScaleObject
{
    /// <summary>The weighted sum of all scores.</summary>
    public double? TotalScore { get; init; }

    /// <summary>The total score as a percentage of the maximum.</summary>
    public double? Percentage { get; init; }

    /// <summary>The scores, one for each criterion.</summary>
    public EvalList<ScaleCriterionEvaluation> CriteriaEvaluations { get; init => field = value ?? EvalList<ScaleCriterionEvaluation>.None; } = EvalList<ScaleCriterionEvaluation>.None;

    /// <summary>The annotations of the scores.</summary>
    public EvalList<ScaleAnnotation> Annotations { get; init => field = value ?? EvalList<ScaleAnnotation>.None; } = EvalList<ScaleAnnotation>.None;

    /// <summary>The total score.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "{0}", TotalScore);
}
