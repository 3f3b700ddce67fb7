using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using GalileoEval.Json;

namespace GalileoEval.Scale;

/// <summary>Reads a reference that the service sends as an ID or as an expanded object, independent of the
/// request.</summary>
/// <typeparam name="T">The type of the object.</typeparam>
internal abstract class ScaleExpandableConverter<T> : JsonConverter<T>
    where T : class
{
    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
            ? Refer(reader.Text()!)
            : JsonSerializer.Deserialize(ref reader, ScaleJson.TypeOf<T>());

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, ScaleJson.TypeOf<T>());

    /// <summary>Creates an object with only its ID.</summary>
    protected abstract T Refer(string id);
}

/// <summary>Reads a batch or its id.</summary>
internal sealed class ScaleBatchConverter : ScaleExpandableConverter<ScaleBatch>
{
    protected override ScaleBatch Refer(string id) => new() { BatchId = id, IsReference = true };
}

/// <summary>Reads a delivery or its id.</summary>
internal sealed class ScaleDeliveryConverter : ScaleExpandableConverter<ScaleDelivery>
{
    protected override ScaleDelivery Refer(string id) => new() { DeliveryId = id, IsReference = true };
}

/// <summary>Reads a project or its id.</summary>
internal sealed class ScaleProjectConverter : ScaleExpandableConverter<ScaleProject>
{
    protected override ScaleProject Refer(string id) => new() { ProjectId = id, IsReference = true };
}

/// <summary>Reads the content of a message: an object, or a string, which represents an object with only the
/// text.</summary>
internal sealed class ScaleContentConverter : TolerantConverter
{
    public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.String => new ScaleMessageContent { Text = reader.Text() },

        // Not through the serializer, which would read the text twice.
        JsonTokenType.StartObject => ((JsonConverter<ScaleMessageContent>)ScaleJson.TypeOf<ScaleMessageContent>().Converter)
            .Read(ref reader, typeof(ScaleMessageContent), options),
        _ => UnreadJson.Read(ref reader),
    };
}

/// <summary>Reads an object with arbitrary names, without the secret. Anything else becomes
/// null.</summary>
internal sealed class ScaleMapConverter : JsonConverter<JsonMap>
{
    public override JsonMap? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        return JsonMap.From(document.RootElement, ScaleJson.Secret);
    }

    public override void Write(Utf8JsonWriter writer, JsonMap value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.ToCompactJson());
}

/// <summary>Reads any string: a message that was truncated in the middle of an emoji must not make a task
/// unreadable.</summary>
internal sealed class ScaleStringConverter : JsonConverter<string>
{
    [MethodImpl(Compiling.AtOnce)]
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? reader.Text() : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value);
}

/// <summary>Reads a text; another kind of value, in an unknown kind of object, is kept as
/// JSON.</summary>
internal sealed class ScaleTextConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
            return reader.Text();

        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        return JsonText.Without(document.RootElement, ScaleJson.Secret);
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value);
}
