namespace GalileoEval.Scale;

/// <summary>Selects tasks: those of a project or a batch, by ID or by name.</summary>
public sealed record ScaleTaskQuery
{
    /// <summary>The maximum number of tasks per page.</summary>
    public const int MaximumLimit = 100;

    /// <summary>The ID of the project.</summary>
    public string? ProjectId { get; init; }

    /// <summary>The name of the project.</summary>
    public string? ProjectName { get; init; }

    /// <summary>The ID of the batch.</summary>
    public string? BatchId { get; init; }

    /// <summary>The name of the batch.</summary>
    public string? BatchName { get; init; }

    /// <summary>Only tasks of this status, as the service names it, such as <c>completed</c>.</summary>
    public string? Status { get; init; }

    /// <summary>Only tasks completed after this time. UTC is assumed when no time zone is given.</summary>
    public DateTime? CompletedAfter { get; init; }

    /// <summary>Only tasks completed before this time. UTC is assumed when no time zone is given.</summary>
    public DateTime? CompletedBefore { get; init; }

    /// <summary>The maximum number of tasks per page: 1 to 100. Default 100.</summary>
    public int Limit { get; init; } = MaximumLimit;

    /// <summary>The references to expand to whole objects: <c>project</c>, <c>batch</c>.</summary>
    public IReadOnlyList<string>? Expand { get; init; }

    /// <summary>The optional parts to return: <c>annotation_details</c>, <c>attachment_details</c>,
    /// <c>model_parameters</c>, <c>submissions</c>.</summary>
    public IReadOnlyList<string>? Options { get; init; }
}

/// <summary>Which batches to list: all, or those of a project.</summary>
public sealed record ScaleBatchQuery
{
    /// <summary>The maximum number of batches per page.</summary>
    public const int MaximumLimit = 100;

    /// <summary>The ID of the project.</summary>
    public string? ProjectId { get; init; }

    /// <summary>The name of the project.</summary>
    public string? ProjectName { get; init; }

    /// <summary>Only batches of this status, as the service names it, such as <c>in_progress</c>.</summary>
    public string? Status { get; init; }

    /// <summary>Only batches created after this time. UTC is assumed when no time zone is given.</summary>
    public DateTime? CreatedAfter { get; init; }

    /// <summary>Only batches created before this time. UTC is assumed when no time zone is given.</summary>
    public DateTime? CreatedBefore { get; init; }

    /// <summary>Only batches completed after this time. UTC is assumed when no time zone is given.</summary>
    public DateTime? CompletedAfter { get; init; }

    /// <summary>Only batches completed before this time. UTC is assumed when no time zone is given.</summary>
    public DateTime? CompletedBefore { get; init; }

    /// <summary>The maximum number of batches per page: 1 to 100. Default 100.</summary>
    public int Limit { get; init; } = MaximumLimit;

    /// <summary>The references to expand to whole objects: <c>project</c>.</summary>
    public IReadOnlyList<string>? Expand { get; init; }
}

/// <summary>Which deliveries to list: all, or those of a project.</summary>
public sealed class ScaleDeliveryQuery
{
    /// <summary>The ID of the project.</summary>
    public string? ProjectId { get; init; }

    /// <summary>The name of the project.</summary>
    public string? ProjectName { get; init; }

    /// <summary>Only deliveries created after this time. UTC is assumed when no time zone is given.</summary>
    public DateTime? DeliveredAfter { get; init; }

    /// <summary>Only deliveries created before this time. UTC is assumed when no time zone is given.</summary>
    public DateTime? DeliveredBefore { get; init; }

    /// <summary>The references to expand to whole objects: <c>project</c>.</summary>
    public IReadOnlyList<string>? Expand { get; init; }
}

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

    /// <summary>The optional parts to return: <c>annotation_details</c>, <c>attachment_details</c>,
    /// <c>model_parameters</c>, <c>submissions</c>.</summary>
    public IReadOnlyList<string>? Options { get; init; }
}
