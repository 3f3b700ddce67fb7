using System.Text.Json.Serialization;
using GalileoEval.Scale.Json;

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
