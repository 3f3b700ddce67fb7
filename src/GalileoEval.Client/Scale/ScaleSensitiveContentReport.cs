using GalileoEval.Text;

namespace GalileoEval.Scale;

/// <summary>Why the threads of a completed task are withheld.</summary>
public sealed class ScaleSensitiveContentReport : ScaleObject
{
    /// <summary>The kind of content, such as <c>violence</c>.</summary>
    public string? Type { get; init; }

    /// <summary>The details.</summary>
    public string? Message { get; init; }

    /// <summary>The kind and the details.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => EvalText.OneLine($"{Type}: {Message}");
}
