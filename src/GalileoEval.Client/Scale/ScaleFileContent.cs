using GalileoEval.Text;

namespace GalileoEval.Scale;

/// <summary>The output of a program.</summary>
public sealed class ScaleFileContent : ScaleObject
{
    /// <summary>The text.</summary>
    public string? Content { get; init; }

    /// <summary>The URL of the text.</summary>
    public string? Url { get; init; }

    /// <summary>The URL of the text at the service.</summary>
    public string? ScaleUrl { get; init; }

    /// <summary>The first 60 characters of the text, else its address.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => EvalText.OneLine(Content ?? Url ?? ScaleUrl, 60);
}
