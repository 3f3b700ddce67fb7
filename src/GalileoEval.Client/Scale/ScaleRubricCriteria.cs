using System.Globalization;

namespace GalileoEval.Scale;

/// <summary>The value of an annotation of the type <c>rubric_criteria</c>.</summary>
public sealed class ScaleRubricCriteria : ScaleObject
{
    /// <summary>The weight of the criterion.</summary>
    public double? Weight { get; init; }

    /// <summary>The weight.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "weight {0}", Weight);
}
