using System.Text.Json;
using System.Text.Json.Serialization;

namespace GalileoEval.Scale;

/// <summary>A batch to create. Request of <c>POST /v2/batch</c>.</summary>
public sealed record ScaleNewBatch
{
    /// <summary>The name of the batch; the service accepts each name once.</summary>
    public required string Name { get; init; }

    /// <summary>The ID of the project; null to use its name.</summary>
    public string? ProjectId { get; init; }

    /// <summary>The name of the project; null to use its id.</summary>
    public string? ProjectName { get; init; }

    /// <summary>The URL or email address that the service notifies when the batch is completed; null for none.</summary>
    public string? Callback { get; init; }

    /// <summary>Whether the work on its tasks starts only when the batch is finalized. Default: false.</summary>
    [JsonPropertyName("staging_batch")]
    public bool IsStaging { get; init; }

    /// <summary>The metadata, a JSON object; null for none.</summary>
    public JsonElement? Metadata { get; init; }
}
