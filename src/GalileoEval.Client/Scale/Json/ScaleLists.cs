namespace GalileoEval.Scale.Json;

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
