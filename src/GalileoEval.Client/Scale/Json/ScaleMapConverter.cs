using System.Text.Json;
using System.Text.Json.Serialization;
using GalileoEval.Json;

namespace GalileoEval.Scale.Json;

/// <summary>Reads an object with arbitrary names, without the secret. Anything else becomes
/// null.</summary>
internal sealed class ScaleMapConverter : JsonConverter<JsonMap>
{
    /// <inheritdoc/>
    public override JsonMap? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        return JsonMap.From(document.RootElement, ScaleJson.Secret);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, JsonMap value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.ToCompactJson());
}
