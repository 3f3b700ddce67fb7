using System.Text.Json;

namespace GalileoEval.Json;

/// <summary>Reads a number. Any other value, and a number that is too large, stays unread.</summary>
internal sealed class TolerantNumberConverter : TolerantConverter
{
    /// <inheritdoc/>
    public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out double number) && !double.IsInfinity(number)
            ? number
            : UnreadJson.Read(ref reader);
}
