using System.Text.Json;
using System.Text.Json.Serialization;

namespace GalileoEval.Scale.Json;

/// <summary>A changed batch in the service's format: in a member next to a message, or on its own.</summary>
internal sealed class ScaleChangedBatch : ScaleObject
{
    /// <summary>The batch; null if the response is the batch itself.</summary>
    [JsonConverter(typeof(ScaleBatchConverter))]
    public ScaleBatch? Batch { get; init; }

    /// <summary>Returns the batch.</summary>
    /// <exception cref="JsonException">The response has no batch.</exception>
    public ScaleBatch ToBatch() =>
        Batch
        ?? JsonSerializer.Deserialize(AdditionalJson ?? "{}", ScaleJson.TypeOf<ScaleBatch>())
        ?? throw new JsonException("it has no batch.");
}
