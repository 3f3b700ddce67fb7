using System.Globalization;
using GalileoEval.Text;

namespace GalileoEval.Scale;

/// <summary>The score of a message for one criterion.</summary>
public sealed class ScaleCriterionEvaluation : ScaleObject
{
    /// <summary>The ID of the criterion.</summary>
    public string? CriterionDefinitionId { get; init; }

    /// <summary>The score before it is multiplied by the weight of the criterion.</summary>
    public double? Score { get; init; }

    /// <summary>The annotations of the score.</summary>
    public EvalList<ScaleAnnotation> Annotations { get; init => field = value ?? EvalList<ScaleAnnotation>.None; } = EvalList<ScaleAnnotation>.None;

    /// <summary>The criterion and the score.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => EvalText.Shown(string.Format(CultureInfo.InvariantCulture, "{0}={1}", CriterionDefinitionId, Score));
}
