using System.Text.Json;
using System.Text.Json.Serialization;
using GalileoEval.Json;

namespace GalileoEval.Scale.Json;

/// <summary>Reads a text; another kind of value, in an unknown kind of object, is kept as
/// JSON.</summary>
internal sealed class ScaleTextConverter : JsonConverter<string>
{
    /// <inheritdoc/>
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
            return reader.Text();

        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        return JsonText.Without(document.RootElement, ScaleJson.Secret);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value);
}
