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

    /// <summary>The optional parts to return: <c>annotation_details</c>, <c>attachment_details</c>, <c>model_parameters</c>,
    /// <c>submissions</c>.</summary>
    public IReadOnlyList<string>? Options { get; init; }
}
