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

/// <summary>Reads a list of texts. Any other value stays unread, and so does a list with other items, whose texts are read.</summary>
internal sealed class TolerantTextListConverter : TolerantConverter
{
    /// <inheritdoc/>
    public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        UnreadJson value = UnreadJson.Read(ref reader);
        string[] texts = [.. value.Element.Items().Select(item => item.Text()).OfType<string>()];
        bool isWhole = value.Element.ValueKind == JsonValueKind.Array && texts.Length == value.Element.GetArrayLength();
        return isWhole ? new EvalList<string>(texts)
            : texts.Length > 0 ? value with { Value = new EvalList<string>(texts) }
            : value;
    }
}

/// <summary>Reads an object with arbitrary names. Any other value stays unread.</summary>
internal sealed class TolerantMapConverter : TolerantConverter
{
    /// <inheritdoc/>
    public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        UnreadJson value = UnreadJson.Read(ref reader);
        return JsonMap.From(value.Element) is { } map ? map : value;
    }
}
