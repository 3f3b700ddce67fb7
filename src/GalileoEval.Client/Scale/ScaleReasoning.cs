using GalileoEval.Text;

namespace GalileoEval.Scale;

/// <summary>A block of reasoning behind a message.</summary>
public sealed class ScaleReasoning : ScaleObject
{
    /// <summary>The text.</summary>
    public string? Content { get; init; }

    /// <summary>The first 60 characters.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => EvalText.OneLine(Content, 60);
}
