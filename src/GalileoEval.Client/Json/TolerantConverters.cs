using System.Text.Json;
using System.Text.Json.Serialization;
using GalileoEval.Text;

namespace GalileoEval.Json;

/// <summary>Reads a value or, if its structure is undocumented, an <see cref="UnreadJson"/>, which the setter of the property
/// keeps: one unexpected value must not fail the whole object.</summary>
internal abstract class TolerantConverter : JsonConverter<object>
{
    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options) =>
        throw new NotSupportedException("These values are only read.");
}

/// <summary>Reads a text. Any other value stays unread.</summary>
internal sealed class TolerantTextConverter : TolerantConverter
{
    /// <inheritdoc/>
    public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? reader.Text() : UnreadJson.Read(ref reader);
}

/// <summary>Reads true or false. Any other value stays unread.</summary>
internal sealed class TolerantFlagConverter : TolerantConverter
{
    /// <inheritdoc/>
    public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => UnreadJson.Read(ref reader),
    };
}

/// <summary>Reads an integer. Any other value, and a number that is not an integer or too large, stays unread.</summary>
internal sealed class TolerantIntegerConverter : TolerantConverter
{
    /// <inheritdoc/>
    public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out long number) ? number : UnreadJson.Read(ref reader);
}

/// <summary>Reads an integer from 0 that fits in <see cref="int"/>. Any other value stays unread.</summary>
internal sealed class TolerantCountConverter : TolerantConverter
{
    /// <inheritdoc/>
    public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out int number) && number >= 0
            ? number
            : UnreadJson.Read(ref reader);
}

/// <summary>Reads a number. Any other value, and a number that is too large, stays unread.</summary>
internal sealed class TolerantNumberConverter : TolerantConverter
{
    /// <inheritdoc/>
    public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out double number) && !double.IsInfinity(number)
            ? number
            : UnreadJson.Read(ref reader);
}

/// <summary>Reads a time as UTC: with an offset it is converted, without one UTC is assumed. A leap second, a time outside the
/// calendar of .NET, and values that are not times stay unread.</summary>
internal sealed class TolerantTimeConverter : TolerantConverter
{
    /// <inheritdoc/>
    public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
            return UnreadJson.Read(ref reader);

        // The reader converts an offset to local time, which is ambiguous when daylight saving time ends: read the offset then.
        if (reader.TryGetDateTime(out DateTime date) && date.Kind != DateTimeKind.Local)
            return DateTime.SpecifyKind(date, DateTimeKind.Utc);
        if (reader.TryGetDateTimeOffset(out DateTimeOffset withOffset))
            return withOffset.UtcDateTime;
        return UtcText.TryParse(reader.Text(), out date) ? date : UnreadJson.Read(ref reader);
    }
}

/// <summary>Reads a list; null is an empty one. Any other value stays unread, and so does a list with other items, whose valid items
/// are read.</summary>
/// <typeparam name="T">The type of an item.</typeparam>
/// <param name="items">Reads one item.</param>
internal sealed class TolerantListConverter<T>(TolerantConverter items) : TolerantConverter
{
    /// <inheritdoc/>
    public override bool HandleNull => true;

    /// <inheritdoc/>
    public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        Utf8JsonReader start = reader;
        if (reader.TokenType == JsonTokenType.Null)
            return EvalList<T>.None;
        if (reader.TokenType != JsonTokenType.StartArray)
            return UnreadJson.Read(ref reader);

        List<T> found = [];
        bool isWhole = true;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            object? item = items.Read(ref reader, typeof(T), options);
            if (item is UnreadJson unread)
            {
                isWhole = false;
                item = unread.Value;
            }

            if (item is T value)
                found.Add(value);
        }

        EvalList<T> list = EvalList<T>.Of(found);
        return isWhole ? list : UnreadJson.Read(ref start) with { Value = found.Count > 0 ? list : null };
    }
}

/// <summary>Reads an object of a known structure. Any other value stays unread, and so does an object with unread fields if its type is
/// internal: users reach these fields through its owner.</summary>
/// <typeparam name="T">The type of the object.</typeparam>
internal sealed class TolerantObjectConverter<T> : TolerantConverter
    where T : TolerantObject
{
    private JsonConverter<T>? _converter;

    /// <inheritdoc/>
    public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        Utf8JsonReader start = reader;
        if (reader.TokenType != JsonTokenType.StartObject)
            return UnreadJson.Read(ref reader);

        // Not through the serializer, which would read the text twice.
        _converter ??= (JsonConverter<T>)options.GetTypeInfo(typeof(T)).Converter;
        T found = _converter.Read(ref reader, typeof(T), options)!;
        return typeof(T).IsVisible || found.AdditionalJson is null ? found : UnreadJson.Read(ref start) with { Value = found };
    }
}

/// <summary>Reads an object with arbitrary names. Any other value stays unread.</summary>
internal sealed class TolerantMapConverter : TolerantConverter
{
    /// <inheritdoc/>
    public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.StartObject
            ? JsonMap.From(JsonElement.ParseValue(ref reader))
            : UnreadJson.Read(ref reader);
}

/// <summary>Reads any value as the nearest .NET value.</summary>
internal sealed class TolerantValueConverter : TolerantConverter
{
    /// <inheritdoc/>
    public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? reader.Text() : JsonMap.ValueOf(JsonElement.ParseValue(ref reader));
}

/// <summary>Reads a text, and any other value as its JSON text.</summary>
internal sealed class TextOrJsonConverter : JsonConverter<string>
{
    /// <inheritdoc/>
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? reader.Text() : JsonElement.ParseValue(ref reader).GetRawText();

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        throw new NotSupportedException("These values are only read.");
}
