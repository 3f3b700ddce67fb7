using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using GalileoEval.Json;

namespace GalileoEval.Scale.Json;

/// <summary>Reads any string: a message that was truncated in the middle of an emoji must not make a task unreadable.</summary>
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
