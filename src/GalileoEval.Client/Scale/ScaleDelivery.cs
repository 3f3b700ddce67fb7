using System.Text.Json;
using System.Text.Json.Serialization;
using GalileoEval.Text;

namespace GalileoEval.Scale;

/// <summary>A delivery: tasks of a project that were delivered together. Item of <c>GET /v2/deliveries</c>.</summary>
public sealed class ScaleDelivery : ScaleObject
{
    private readonly ScaleProject? _project;

    /// <summary>The ID of the delivery.</summary>
    [JsonPropertyName("id")]
    public required string DeliveryId { get; init; }

    /// <summary>The name of the delivery.</summary>
    [JsonPropertyName("name")]
    public string? DeliveryName { get; init; }

    /// <summary>The number of tasks in the delivery.</summary>
    public int? TaskCount { get; init; }

    /// <summary>When it was delivered, in UTC.</summary>
    public DateTime? DeliveredAt { get; init; }

    /// <summary>The ID of the project that the delivery belongs to.</summary>
    public string? ProjectId { get => field ?? _project?.ProjectId; init; }

    /// <summary>The name of that project; null unless the service sent the project itself.</summary>
    public string? ProjectName { get => field ?? _project?.ProjectName; init; }

    /// <summary>The project; null if the service sent only its ID, as it usually does unless <c>project</c> is
    /// expanded.</summary>
    [JsonConverter(typeof(ScaleProjectConverter))]
    public ScaleProject? Project { get => _project is { IsReference: false } ? _project : null; init => _project = value; }

    /// <summary>Whether the service sent only the id.</summary>
    internal bool IsReference { get; init; }

    /// <summary>The id.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => EvalText.Shown(DeliveryId);

    private protected override void Check()
    {
        if (DeliveryId is null)
            throw new JsonException("A delivery has no ID.");
    }
}
