using System.Text.Json;

namespace GalileoEval.Json;

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
