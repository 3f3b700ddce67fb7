using System.Text.Json;
using System.Text.Json.Serialization;

namespace GalileoEval.Scale;

/// <summary>One page of the tasks of a delivery. Response of <c>GET /v2/delivery</c>.</summary>
public sealed class ScaleDeliveryPage
{
    private readonly ScaleDelivery? _delivery;

    /// <summary>The delivery; null if the service sent only its ID, as it does unless <c>delivery</c> is
    /// expanded.</summary>
    [JsonConverter(typeof(ScaleDeliveryConverter))]
    public ScaleDelivery? Delivery { get => _delivery is { IsReference: false } ? _delivery : null; init => _delivery = value; }

    /// <summary>The tasks.</summary>
    public required EvalList<ScaleTask> Tasks { get; init => field = EvalList<ScaleTask>.WithoutNulls(value); }

    /// <summary>The next-page token, for the same query; null on the last page.</summary>
    public string? NextToken { get; init => field = string.IsNullOrEmpty(value) ? null : value; }
}

/// <summary>One page of batches. Response of <c>GET /v2/batches</c>.</summary>
public sealed class ScaleBatchPage
{
    /// <summary>The batches.</summary>
    public required EvalList<ScaleBatch> Batches { get; init => field = EvalList<ScaleBatch>.WithoutNulls(value); }

    /// <summary>The next-page token, for a request with the same filters; null on the last page.</summary>
    public string? NextToken { get; init => field = string.IsNullOrEmpty(value) ? null : value; }
}

/// <summary>One page of tasks. Response of <c>GET /v2/tasks</c>.</summary>
public sealed class ScaleTaskPage
{
    /// <summary>The tasks.</summary>
    public required EvalList<ScaleTask> Tasks { get; init => field = EvalList<ScaleTask>.WithoutNulls(value); }

    /// <summary>The next-page token, for a request with the same filters; null on the last page.</summary>
    public string? NextToken { get; init => field = string.IsNullOrEmpty(value) ? null : value; }
}

/// <summary>The response of <c>GET /v2/projects</c>.</summary>
internal sealed class ScaleProjectList
{
    /// <summary>The projects.</summary>
    public required EvalList<ScaleProject> Projects { get; init => field = EvalList<ScaleProject>.WithoutNulls(value); }
}

/// <summary>The response of <c>GET /v2/deliveries</c>.</summary>
internal sealed class ScaleDeliveryList
{
    /// <summary>The deliveries.</summary>
    public required EvalList<ScaleDelivery> Deliveries { get; init => field = EvalList<ScaleDelivery>.WithoutNulls(value); }
}

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
