using System.Text.Json;
using GalileoEval.Json;

namespace GalileoEval.Scale.Json;

/// <summary>Reads a list of annotations, or a single annotation in its place. A converter, although it requires the whole list
/// in memory: only a converter can distinguish a list from other values.</summary>
internal sealed class ScaleAnnotationListConverter : TolerantConverter
{
    private static readonly ScaleAnnotationConverter Item = new();

    /// <inheritdoc/>
    public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.StartArray)
            return ReadList(ref reader, options);

        Utf8JsonReader start = reader;
        if (reader.TokenType == JsonTokenType.StartObject
            && Item.Read(ref reader, typeof(ScaleAnnotation), options) is { } single
            && (single.Key is not null || single.Value is not null))
            return new EvalList<ScaleAnnotation>([single]);

        reader = start;
        return UnreadJson.Read(ref reader);
    }

    private static EvalList<ScaleAnnotation> ReadList(ref Utf8JsonReader reader, JsonSerializerOptions options)
    {
        List<ScaleAnnotation> annotations = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            annotations.Add(reader.TokenType == JsonTokenType.Null ? null! : Item.Read(ref reader, typeof(ScaleAnnotation), options));
        return EvalList<ScaleAnnotation>.Of(annotations);
    }
}
