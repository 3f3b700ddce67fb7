using System.Text.Json;
using System.Text.Json.Serialization;

namespace GalileoEval.Scale.Json;

/// <summary>A changed batch, as the service sends it: in a member beside a message, or by itself.</summary>
internal sealed class ScaleChangedBatch : ScaleObject
{
    /// <summary>The batch; null if the response is the batch itself.</summary>
    [JsonConverter(typeof(ScaleBatchConverter))]
    public ScaleBatch? Batch { get; init; }

    /// <summary>Returns the batch.</summary>
    /// <exception cref="JsonException">The response holds none.</exception>
    public ScaleBatch ToBatch() =>
        Batch
        ?? JsonSerializer.Deserialize(AdditionalJson ?? "{}", ScaleJson.TypeOf<ScaleBatch>())
        ?? throw new JsonException("it holds no batch.");
}
