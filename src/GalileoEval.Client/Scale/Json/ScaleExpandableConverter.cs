using System.Text.Json;
using System.Text.Json.Serialization;
using GalileoEval.Json;

namespace GalileoEval.Scale.Json;

/// <summary>Reads a reference that the service sends as an ID or as an expanded object, independent of the request.</summary>
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

    /// <summary>Creates an object with only its ID.</summary>
    protected abstract T Refer(string id);
}

/// <summary>Reads a batch or its id.</summary>
internal sealed class ScaleBatchConverter : ScaleExpandableConverter<ScaleBatch>
{
    /// <inheritdoc/>
    protected override ScaleBatch Refer(string id) => new() { BatchId = id, IsReference = true };
}

/// <summary>Reads a delivery or its id.</summary>
internal sealed class ScaleDeliveryConverter : ScaleExpandableConverter<ScaleDelivery>
{
    /// <inheritdoc/>
    protected override ScaleDelivery Refer(string id) => new() { DeliveryId = id, IsReference = true };
}

/// <summary>Reads a project or its id.</summary>
internal sealed class ScaleProjectConverter : ScaleExpandableConverter<ScaleProject>
{
    /// <inheritdoc/>
    protected override ScaleProject Refer(string id) => new() { ProjectId = id, IsReference = true };
}
