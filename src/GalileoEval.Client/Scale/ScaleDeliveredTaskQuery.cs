namespace GalileoEval.Scale;

/// <summary>Selects a delivery, and the parts of its tasks to return.</summary>
public sealed record ScaleDeliveredTaskQuery
{
    /// <summary>The ID of the delivery.</summary>
    public string? DeliveryId { get; init; }

    /// <summary>The name of the delivery.</summary>
    public string? DeliveryName { get; init; }

    /// <summary>The ID of the project that the delivery belongs to.</summary>
    public string? ProjectId { get; init; }

    /// <summary>The name of the project that the delivery belongs to.</summary>
    public string? ProjectName { get; init; }

    /// <summary>The maximum number of tasks per page: 1 to 100. Default 100.</summary>
    public int Limit { get; init; } = ScaleTaskQuery.MaximumLimit;

    /// <summary>The references to expand to whole objects: <c>project</c>, <c>batch</c>, <c>delivery</c>.</summary>
    public IReadOnlyList<string>? Expand { get; init; }

    /// <summary>The optional parts to return: <c>annotation_details</c>, <c>attachment_details</c>, <c>model_parameters</c>,
    /// <c>submissions</c>.</summary>
    public IReadOnlyList<string>? Options { get; init; }
}
