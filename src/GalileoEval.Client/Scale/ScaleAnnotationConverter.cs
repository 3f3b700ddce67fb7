using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using GalileoEval.Json;

namespace GalileoEval.Scale;

/// <summary>
/// Reads annotations of any structure without ever failing: members in any order, with or without the details, of a
/// known type or not. Reads the text once, and a second time only if parts were not understood.
/// </summary>
internal sealed class ScaleAnnotationConverter : JsonConverter<ScaleAnnotation>
{
    [MethodImpl(Compiling.AtOnce)]
    public override ScaleAnnotation Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        Utf8JsonReader start = reader;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            Pass(ref reader);
            return new ScaleAnnotation { RawJson = TextOf(start) };
        }

        Utf8JsonReader value = default;
        bool hasValue = false;
        bool understood = true;
        string? id = null, key = null, type = null, title = null, description = null, justification = null;
        bool? notApplicable = null, cannotAssess = null;
        EvalList<string>? labels = null;
        EvalList<object?>? possibleValues = null;
        JsonMap? metadata = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadOnlySpan<byte> name = reader.Name();
            if (name.SequenceEqual("id"u8))
                id = ReadText(ref reader, ref understood);
            else if (name.SequenceEqual("key"u8))
                key = ReadText(ref reader, ref understood);
            else if (name.SequenceEqual("type"u8))
                type = ReadText(ref reader, ref understood);
            else if (name.SequenceEqual("title"u8))
                title = ReadText(ref reader, ref understood);
            else if (name.SequenceEqual("description"u8))
                description = ReadText(ref reader, ref understood);
            else if (name.SequenceEqual("justification"u8))
                justification = ReadText(ref reader, ref understood);
            else if (name.SequenceEqual("not_applicable"u8))
                notApplicable = ReadFlag(ref reader, ref understood);
            else if (name.SequenceEqual("cannot_assess"u8))
                cannotAssess = ReadFlag(ref reader, ref understood);
            else if (name.SequenceEqual("labels"u8))
                labels = ReadLabels(ref reader, ref understood);
            else if (name.SequenceEqual("possible_values"u8))
                possibleValues = ReadPossibleValues(ref reader, ref understood);
            else if (name.SequenceEqual("metadata"u8))
                metadata = ReadMetadata(ref reader, ref understood);
            else if (name.SequenceEqual("value"u8))
            {
                // The type, which determines how to read the value, may come later.
                reader.Read();
                value = reader;
                hasValue = true;
                Pass(ref reader);
            }
            else
            {
                understood &= reader.ValueTextEquals(ScaleJson.Secret);
                Pass(ref reader);
            }
        }

        object? read = hasValue ? ScaleAnnotationValue.Read(type, value, ref understood) : null;
        return new ScaleAnnotation
        {
            Id = id,
            Key = key,
            Type = type,
            Value = read,
            Title = title,
            Description = description,
            Justification = justification,
            NotApplicable = notApplicable,
            CannotAssess = cannotAssess,
            Labels = labels ?? EvalList<string>.None,
            PossibleValues = possibleValues ?? EvalList<object?>.None,
            Metadata = metadata,
            RawJson = understood && (type is null || ScaleAnnotationValue.Knows(type)) ? null : TextOf(start),
        };
    }

    public override void Write(Utf8JsonWriter writer, ScaleAnnotation value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Annotations are only read.");

    private static string TextOf(Utf8JsonReader start)
    {
        using JsonDocument document = JsonDocument.ParseValue(ref start);
        return JsonText.Without(document.RootElement, ScaleJson.Secret);
    }

    [MethodImpl(Compiling.AtOnce)]
    private static string? ReadText(ref Utf8JsonReader reader, ref bool understood)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
            return reader.Text();

        SkipUnknown(ref reader, ref understood);
        return null;
    }

    private static bool? ReadFlag(ref Utf8JsonReader reader, ref bool understood)
    {
        reader.Read();
        if (reader.TokenType is JsonTokenType.True or JsonTokenType.False)
            return reader.GetBoolean();

        SkipUnknown(ref reader, ref understood);
        return null;
    }

    private static EvalList<string>? ReadLabels(ref Utf8JsonReader reader, ref bool understood)
    {
        reader.Read();
        Utf8JsonReader list = reader;
        if (ScaleAnnotationValue.ReadTexts(ref list) is { } labels)
        {
            reader = list;
            return labels;
        }

        SkipUnknown(ref reader, ref understood);
        return null;
    }

    // Documented as flat, but nested in practice: flattens the values.
    private static EvalList<object?>? ReadPossibleValues(ref Utf8JsonReader reader, ref bool understood)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            SkipUnknown(ref reader, ref understood);
            return null;
        }

        int depth = reader.CurrentDepth;
        List<object?> values = [];
        while (reader.Read() && reader.CurrentDepth > depth)
        {
            if (reader.TokenType is not (JsonTokenType.StartArray or JsonTokenType.EndArray))
                values.Add(ScaleAnnotationValue.ReadAny(ref reader));
        }

        return EvalList<object?>.Of(values);
    }

    private static JsonMap? ReadMetadata(ref Utf8JsonReader reader, ref bool understood)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartObject)
            return (JsonMap?)ScaleAnnotationValue.ReadAny(ref reader);

        SkipUnknown(ref reader, ref understood);
        return null;
    }

    // The serializer passes a complete annotation, but Skip throws until the whole response has arrived.
    private static void Pass(ref Utf8JsonReader reader)
    {
        if (!reader.TrySkip())
            throw new JsonException("An annotation is truncated.");
    }

    private static void SkipUnknown(ref Utf8JsonReader reader, ref bool understood)
    {
        understood &= reader.TokenType == JsonTokenType.Null;
        Pass(ref reader);
    }
}

/// <summary>Reads a list of annotations, or a single annotation in its place. A converter, although it requires the
/// whole list in memory: only a converter can distinguish a list from other values.</summary>
internal sealed class ScaleAnnotationListConverter : TolerantConverter
{
    private static readonly ScaleAnnotationConverter Item = new();

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
