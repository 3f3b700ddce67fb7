using System.Globalization;
using GalileoEval.Text;

namespace GalileoEval.Scale;

/// <summary>The value of an annotation of the type <c>rubric_rating</c>.</summary>
public sealed class ScaleRubricRating : ScaleObject
{
    /// <summary>The score.</summary>
    public double? Score { get; init; }

    /// <summary>The colour of the score.</summary>
    public string? Color { get; init; }

    /// <summary>The justification of the score.</summary>
    public string? Justification { get; init; }

    /// <summary>The score, the colour and the reason.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => EvalText.OneLine(string.Format(CultureInfo.InvariantCulture, "{0} {1} {2}", Score, Color, Justification));
}
