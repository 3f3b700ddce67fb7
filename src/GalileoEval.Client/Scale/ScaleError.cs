using GalileoEval.Text;

namespace GalileoEval.Scale;

/// <summary>Why a task has the status <c>error</c>.</summary>
public sealed class ScaleError : ScaleObject
{
    /// <summary>The kind of error: <c>UNSUPPORTED_LANGUAGE</c>, <c>LANGUAGE_MISMATCH</c>, <c>PROMPT_LENGTH_EXCEEDED</c>,
    /// <c>INVALID_CATEGORY</c>, <c>PROMPT_INFEASIBLE</c>, or a newer value.</summary>
    public string? Type { get; init; }

    /// <summary>The details.</summary>
    public string? Message { get; init; }

    /// <summary>The kind and the details.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => EvalText.OneLine($"{Type}: {Message}");
}
