namespace GalileoEval.Scale;

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
