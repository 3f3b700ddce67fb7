using System.Text.Json;
using System.Text.Json.Serialization;
using GalileoEval.Json;

namespace GalileoEval.Scale.Json;

/// <summary>Reads the content of a message: an object, or a string, which represents an object with only the text.</summary>
internal sealed class ScaleContentConverter : TolerantConverter
{
    /// <inheritdoc/>
    public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.String => new ScaleMessageContent { Text = reader.Text() },

        // Not through the serializer, which would read the text twice.
        JsonTokenType.StartObject => ((JsonConverter<ScaleMessageContent>)ScaleJson.TypeOf<ScaleMessageContent>().Converter)
            .Read(ref reader, typeof(ScaleMessageContent), options),
        _ => UnreadJson.Read(ref reader),
    };
}
