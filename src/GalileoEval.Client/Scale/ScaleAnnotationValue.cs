using System.Runtime.CompilerServices;
using System.Text.Json;
using GalileoEval.Json;

namespace GalileoEval.Scale;

/// <summary>Reads the value of an annotation: by its type if that is known and matches the value, otherwise by its
/// JSON kind.</summary>
internal static class ScaleAnnotationValue
{
    /// <summary>Whether this version knows the type.</summary>
    /// <param name="type">The type, as the service names it.</param>
    /// <returns>True for the twelve documented types.</returns>
    [MethodImpl(Compiling.AtOnce)]
    public static bool Knows(string type) => type
        is "integer" or "boolean" or "text" or "category" or "category_multiple" or "file" or "labeled_text"
        or "ranked_choices" or "ranked_groups" or "rubric_criteria" or "rubric_rating" or "workspace_container";

    /// <summary>Reads a value.</summary>
    /// <param name="type">The annotation's type; null if unknown.</param>
    /// <param name="reader">At the value, which the caller has already skipped.</param>
    /// <param name="understood">Set to false if the value does not match the type, or has an unknown format.</param>
    /// <returns>The value; null if it is null.</returns>
    [MethodImpl(Compiling.AtOnce)]
    public static object? Read(string? type, Utf8JsonReader reader, ref bool understood)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return null;

        // A copy of the struct: every attempt starts at the value again.
        Utf8JsonReader attempt = reader;
        object? value = type is null ? ReadByKind(ref attempt) : ReadByType(type, ref attempt);
        if (value is not null)
            return value;

        understood = false;
        attempt = reader;
        return ReadByKind(ref attempt) ?? ReadAny(ref reader);
    }

    /// <summary>Reads any value as the nearest .NET value, without the secret.</summary>
    /// <param name="reader">At the value; afterwards at its last token.</param>
    /// <returns>As <see cref="JsonMap.ValueOf(JsonElement)"/>.</returns>
    public static object? ReadAny(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return reader.Text();
            case JsonTokenType.Number when reader.TryGetInt64(out long whole):
                return whole;
            default:
                using (JsonDocument document = JsonDocument.ParseValue(ref reader))
                    return JsonMap.ValueOf(document.RootElement, ScaleJson.Secret);
        }
    }

    /// <summary>Reads a list of texts.</summary>
    /// <param name="reader">At the value; afterwards at its last token, if it is such a list.</param>
    /// <returns>The list; null if it is something else.</returns>
    public static EvalList<string>? ReadTexts(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            return null;

        List<string> texts = [];
        while (reader.Read() && reader.TokenType == JsonTokenType.String)
            texts.Add(reader.Text()!);
        return reader.TokenType == JsonTokenType.EndArray ? EvalList<string>.Of(texts) : null;
    }

    [MethodImpl(Compiling.AtOnce)]
    private static object? ReadByType(string type, ref Utf8JsonReader reader) => type switch
    {
        "integer" => reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out long whole) ? whole : null,
        "boolean" => reader.TokenType is JsonTokenType.True or JsonTokenType.False ? reader.GetBoolean() : null,
        "text" or "category" => reader.TokenType == JsonTokenType.String ? reader.Text() : null,
        "category_multiple" or "ranked_choices" => ReadTexts(ref reader),
        "ranked_groups" => ReadGroups(ref reader),
        "labeled_text" => ReadObject<EvalList<ScaleLabeledText>>(ref reader),
        "file" => ReadFiles(ref reader),
        "rubric_criteria" => ReadObject<ScaleRubricCriteria>(ref reader),
        "rubric_rating" => ReadObject<ScaleRubricRating>(ref reader),
        "workspace_container" => ReadObject<ScaleWorkspace>(ref reader),
        _ => ReadByKind(ref reader),
    };

    private static object? ReadByKind(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return null;
            case JsonTokenType.StartArray:
                Utf8JsonReader groups = reader;
                return (object?)ReadTexts(ref reader) ?? ReadGroups(ref groups);
            default:
                return ReadAny(ref reader);
        }
    }

    private static EvalList<EvalList<string>>? ReadGroups(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            return null;

        List<EvalList<string>> groups = [];
        while (reader.Read() && ReadTexts(ref reader) is { } group)
            groups.Add(group);
        return reader.TokenType == JsonTokenType.EndArray ? EvalList<EvalList<string>>.Of(groups) : null;
    }

    private static EvalList<ScaleAttachment>? ReadFiles(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.StartArray)
            return ReadObject<EvalList<ScaleAttachment>>(ref reader);

        return ReadObject<ScaleAttachment>(ref reader) is { } file ? new EvalList<ScaleAttachment>([file]) : null;
    }

    private static T? ReadObject<T>(ref Utf8JsonReader reader)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(ref reader, ScaleJson.TypeOf<T>());
        }
        catch (JsonException)
        {
            // An undocumented structure: the caller keeps it unchanged.
            return null;
        }
    }
}
