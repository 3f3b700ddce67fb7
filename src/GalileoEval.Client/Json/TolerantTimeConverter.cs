using System.Text.Json;
using GalileoEval.Text;

namespace GalileoEval.Json;

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
