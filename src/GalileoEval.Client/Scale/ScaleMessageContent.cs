using GalileoEval.Text;

namespace GalileoEval.Scale;

/// <summary>The content of a message.</summary>
public sealed class ScaleMessageContent : ScaleObject
{
    /// <summary>The text.</summary>
    public string? Text { get; init; }

    /// <summary>Texts that the message refers to.</summary>
    public EvalList<ScaleReferenceText> ReferenceTexts { get; init => field = value ?? EvalList<ScaleReferenceText>.None; } = EvalList<ScaleReferenceText>.None;

    /// <summary>The attachments of the message; with all fields only with the option <c>attachment_details</c>.</summary>
    public EvalList<ScaleAttachment> Attachments { get; init => field = value ?? EvalList<ScaleAttachment>.None; } = EvalList<ScaleAttachment>.None;

    /// <summary>The message in pieces, each with its own annotations.</summary>
    public EvalList<ScaleChunk> Chunks { get; init => field = value ?? EvalList<ScaleChunk>.None; } = EvalList<ScaleChunk>.None;

    /// <summary>How the model arrived at the message.</summary>
    public EvalList<ScaleReasoning> Reasoning { get; init => field = value ?? EvalList<ScaleReasoning>.None; } = EvalList<ScaleReasoning>.None;

    /// <summary>The first 60 characters of the text.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => EvalText.OneLine(Text, 60);
}
