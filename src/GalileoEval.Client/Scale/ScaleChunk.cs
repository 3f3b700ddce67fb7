using System.Text.Json.Serialization;
using GalileoEval.Scale.Json;
using GalileoEval.Text;

namespace GalileoEval.Scale;

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
