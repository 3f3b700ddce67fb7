using System.Text.Json;

namespace GalileoEval.Json;

/// <summary>Reads a text. Any other value stays unread.</summary>
internal sealed class TolerantTextConverter : TolerantConverter
{
    /// <inheritdoc/>
    public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? reader.Text() : UnreadJson.Read(ref reader);
}
