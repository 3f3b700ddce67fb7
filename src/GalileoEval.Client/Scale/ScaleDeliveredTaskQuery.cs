namespace GalileoEval.Scale;

/// <summary>Which delivery's tasks to list, and what to send of them.</summary>
public sealed class ScaleDeliveredTaskQuery
{
    /// <summary>The id of the delivery.</summary>
    public string? DeliveryId { get; init; }

    /// <summary>The name of the delivery.</summary>
    public string? DeliveryName { get; init; }

    /// <summary>The id of the project that the delivery belongs to.</summary>
    public string? ProjectId { get; init; }

    /// <summary>The name of the project that the delivery belongs to.</summary>
    public string? ProjectName { get; init; }

    /// <summary>How many tasks a page holds at most: 1 to 100. Default 100.</summary>
    public int Limit { get; init; } = ScaleTaskQuery.MaximumLimit;

    /// <summary>What to send as an object and not as an id: <c>project</c>, <c>batch</c>, <c>delivery</c>.</summary>
    public IReadOnlyList<string>? Expand { get; init; }

    /// <summary>What to send besides: <c>annotation_details</c>, <c>attachment_details</c>, <c>model_parameters</c>,
    /// <c>submissions</c>.</summary>
    public IReadOnlyList<string>? Options { get; init; }
}
