using System.Text.Json.Serialization;
using GalileoEval.Text;

namespace GalileoEval.Scale;

/// <summary>The content of a message.</summary>
public sealed class ScaleMessageContent : ScaleObject
{
    /// <summary>The text.</summary>
    public string? Text { get; init; }

    /// <summary>Texts that the message refers to.</summary>
    public EvalList<ScaleReferenceText> ReferenceTexts { get; init => field = value ?? EvalList<ScaleReferenceText>.None; } = EvalList<ScaleReferenceText>.None;

    /// <summary>The attachments of the message; with all fields only with the option
    /// <c>attachment_details</c>.</summary>
    public EvalList<ScaleAttachment> Attachments { get; init => field = value ?? EvalList<ScaleAttachment>.None; } = EvalList<ScaleAttachment>.None;

    /// <summary>The message in pieces, each with its own annotations.</summary>
    public EvalList<ScaleChunk> Chunks { get; init => field = value ?? EvalList<ScaleChunk>.None; } = EvalList<ScaleChunk>.None;

    /// <summary>How the model arrived at the message.</summary>
    public EvalList<ScaleReasoning> Reasoning { get; init => field = value ?? EvalList<ScaleReasoning>.None; } = EvalList<ScaleReasoning>.None;

    /// <summary>The first 60 characters of the text.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => EvalText.OneLine(Text, 60);
}

/// <summary>A piece of a message.</summary>
public sealed class ScaleChunk : ScaleObject
{
    /// <summary>The kind of piece: <c>text</c>, or an unknown one.</summary>
    public string? Type { get; init; }

    /// <summary>The text; JSON if an unknown kind has another value here.</summary>
    [JsonConverter(typeof(ScaleTextConverter))]
    public string? Text { get; init; }

    /// <summary>The annotations of the piece.</summary>
    public EvalList<ScaleAnnotation> Annotations { get; init => field = value ?? EvalList<ScaleAnnotation>.None; } = EvalList<ScaleAnnotation>.None;

    /// <summary>The first 60 characters of the text, else the kind.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => EvalText.OneLine(Text ?? Type, 60);
}

/// <summary>A block of reasoning behind a message.</summary>
public sealed class ScaleReasoning : ScaleObject
{
    /// <summary>The text.</summary>
    public string? Content { get; init; }

    /// <summary>The first 60 characters.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => EvalText.OneLine(Content, 60);
}

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
