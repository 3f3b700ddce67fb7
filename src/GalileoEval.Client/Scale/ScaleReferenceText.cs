using GalileoEval.Text;

namespace GalileoEval.Scale;

/// <summary>A text that a message refers to.</summary>
public sealed class ScaleReferenceText : ScaleObject
{
    /// <summary>The text.</summary>
    public string? Content { get; init; }

    /// <summary>What kind of text it is.</summary>
    public string? Category { get; init; }

    /// <summary>Where it comes from.</summary>
    public string? Url { get; init; }

    /// <summary>The first 60 characters of the text, or the address.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => EvalText.OneLine(Content ?? Url, 60);
}
