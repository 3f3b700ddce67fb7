using System.Text.Json;
using System.Text.Json.Serialization;

namespace GalileoEval.Json;

/// <summary>Reads every date as UTC: with an offset it is converted, without one it is UTC already.</summary>
internal sealed class UtcDateTimeConverter : JsonConverter<DateTime>
{
    /// <inheritdoc/>
    public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
            throw new JsonException("A date is not a string.");

        // The reader turns an offset into local time, where an hour of every autumn is ambiguous: ask for the offset then.
        if (reader.TryGetDateTime(out DateTime date) && date.Kind != DateTimeKind.Local)
            return DateTime.SpecifyKind(date, DateTimeKind.Utc);
        if (reader.TryGetDateTimeOffset(out DateTimeOffset withOffset))
            return withOffset.UtcDateTime;

        return UtcText.TryParse(reader.GetString(), out date) ? date : throw new JsonException("A date is in no known form.");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToUniversalTime());
}
