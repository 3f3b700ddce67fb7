using System.Globalization;

namespace GalileoEval.Analysis;

/// <summary>One paired item of a comparison: emitted by <c>Compare-EvalScore -Detailed</c>.</summary>
public sealed record EvalScoreChange
{
    private readonly bool _isKeyFromText;

    /// <summary>Creates a change.</summary>
    public EvalScoreChange()
    {
    }

    /// <summary>Creates a change, with the origin of its key.</summary>
    /// <param name="isKeyFromText">Whether the key contains text of a record, such as its input.</param>
    public EvalScoreChange(bool isKeyFromText)
    {
        _isKeyFromText = isKeyFromText;
    }

    /// <summary>The metric.</summary>
    public string Metric { get; init; } = "";

    /// <summary>The group, such as <c>model=a, split=test</c>; null without <c>-GroupBy</c>.</summary>
    public string? Group { get; init; }

    /// <summary>The key of the item; the parts of a key of several properties are separated by <c>", "</c>.</summary>
    public string Key { get; init; } = "";

    /// <summary>The value of the reference side: <see cref="double"/>, <see cref="bool"/> or text.</summary>
    public object? Reference { get; init; }

    /// <summary>The value of the difference side: <see cref="double"/>, <see cref="bool"/> or text.</summary>
    public object? Difference { get; init; }

    /// <summary>Difference minus reference, true counting as 1; null for labels.</summary>
    public double? Delta { get; init; }

    /// <summary>The kind of change.</summary>
    public EvalChangeKind Change { get; init; }

    /// <summary>Whether the key contains text of a record, which may be personal data. A method, so that it is not a
    /// column.</summary>
    /// <returns>True if a report must not show the key.</returns>
    public bool IsKeyFromText() => _isKeyFromText;

    /// <summary>Key and both values, such as <c>q1: 0.5 -> 0.7</c>.</summary>
    /// <returns>One line.</returns>
    public override string ToString() =>
        string.Format(CultureInfo.InvariantCulture, "{0}: {1} -> {2}", Key, Reference, Difference);
}

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
