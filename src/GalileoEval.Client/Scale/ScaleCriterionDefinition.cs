using GalileoEval.Text;

namespace GalileoEval.Scale;

/// <summary>One criterion of a rubric.</summary>
public sealed class ScaleCriterionDefinition : ScaleObject
{
    /// <summary>The ID of the criterion.</summary>
    public string? Id { get; init; }

    /// <summary>The text of the criterion.</summary>
    public string? Criterion { get; init; }

    /// <summary>The weight of the score for this criterion.</summary>
    public double? Weight { get; init; }

    /// <summary>The annotations of the criterion.</summary>
    public EvalList<ScaleAnnotation> Annotations { get; init => field = value ?? EvalList<ScaleAnnotation>.None; } = EvalList<ScaleAnnotation>.None;

    /// <summary>The first 60 characters of the criterion.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => EvalText.OneLine(Criterion ?? Id, 60);
}
