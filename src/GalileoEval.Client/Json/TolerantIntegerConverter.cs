using System.Text.Json;

namespace GalileoEval.Json;

/// <summary>Reads an integer. Any other value, and a number that is not an integer or too large, stays unread.</summary>
internal sealed class TolerantIntegerConverter : TolerantConverter
{
    /// <inheritdoc/>
    public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out long number) ? number : UnreadJson.Read(ref reader);
}
