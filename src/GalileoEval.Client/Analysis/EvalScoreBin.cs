using System.Globalization;

namespace GalileoEval.Analysis;

/// <summary>A part of a distribution: a range of numbers, or a label, and how many values are in it.</summary>
public sealed record EvalScoreBin
{
    /// <summary>The label, or the range as text, such as <c>0.2..0.4</c>.</summary>
    public required string Label { get; init; }

    /// <summary>The lower limit, which belongs to the range; null for a label.</summary>
    public double? Lower { get; init; }

    /// <summary>The upper limit, which belongs to the next range, except for the last one; null for a label.</summary>
    public double? Upper { get; init; }

    /// <summary>How many values. A list counts once for each of its labels.</summary>
    public int Count { get; init; }

    /// <summary>Label and count, such as <c>0.2..0.4=12</c>.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "{0}={1}", Label, Count);
}
