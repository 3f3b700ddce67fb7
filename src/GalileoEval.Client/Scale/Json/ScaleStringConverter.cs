using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using GalileoEval.Json;

namespace GalileoEval.Scale.Json;

/// <summary>Reads every text: a message that was cut in the middle of an emoji is no reason to refuse a task.</summary>
internal sealed class ScaleStringConverter : JsonConverter<string>
{
    /// <inheritdoc/>
    [MethodImpl(Compiling.AtOnce)]
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? reader.Text() : throw new JsonException();

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value);
}
