using GalileoEval.Text;

namespace GalileoEval.Scale;

/// <summary>A text that a message refers to.</summary>
public sealed class ScaleReferenceText : ScaleObject
{
    /// <summary>The text.</summary>
    public string? Content { get; init; }

    /// <summary>The kind of text.</summary>
    public string? Category { get; init; }

    /// <summary>Its source.</summary>
    public string? Url { get; init; }

    /// <summary>The first 60 characters of the text, or the address.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => EvalText.OneLine(Content ?? Url, 60);
}
