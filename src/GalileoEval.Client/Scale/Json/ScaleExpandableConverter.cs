using System.Text.Json;
using System.Text.Json.Serialization;
using GalileoEval.Json;

namespace GalileoEval.Scale.Json;

/// <summary>Reads what the service sends as an id or as the object itself, whatever was asked for.</summary>
/// <typeparam name="T">The type of the object.</typeparam>
internal abstract class ScaleExpandableConverter<T> : JsonConverter<T>
    where T : class
{
    /// <inheritdoc/>
    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
            ? Refer(reader.Text()!)
            : JsonSerializer.Deserialize(ref reader, ScaleJson.TypeOf<T>());

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, ScaleJson.TypeOf<T>());

    /// <summary>Makes an object that knows only its id.</summary>
    protected abstract T Refer(string id);
}
