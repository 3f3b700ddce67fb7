using System.Globalization;

namespace GalileoEval.Analysis;

/// <summary>A bin of a distribution: a range of numbers, or a label, with the number of its values.</summary>
public sealed record EvalScoreBin
{
    /// <summary>The label, or the range as text, such as <c>0.2..0.4</c>.</summary>
    public required string Label { get; init; }

    /// <summary>The lower limit, inclusive; null for a label.</summary>
    public double? Lower { get; init; }

    /// <summary>The upper limit, exclusive except in the last bin; null for a label.</summary>
    public double? Upper { get; init; }

    /// <summary>The number of values. A list counts once for each of its labels.</summary>
    public int Count { get; init; }

    /// <summary>Label and count, such as <c>0.2..0.4=12</c>.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "{0}={1}", Label, Count);
}
