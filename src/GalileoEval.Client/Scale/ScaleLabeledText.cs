using GalileoEval.Scale.Json;
using GalileoEval.Text;

namespace GalileoEval.Scale;

/// <summary>A part of a text with its label: an item of an annotation of the type <c>labeled_text</c>.</summary>
public sealed class ScaleLabeledText : ScaleObject, IJsonText
{
    /// <summary>The label.</summary>
    public string? Label { get; init; }

    /// <summary>The part of the text.</summary>
    public string? Text { get; init; }

    bool IJsonText.IsPlain => AdditionalJson is null && ToString() == $"{Label}: {Text}";

    string IJsonText.ToJson() => ScaleJson.TextOf(this);

    /// <summary>The label and the text.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => EvalText.OneLine($"{Label}: {Text}");
}
