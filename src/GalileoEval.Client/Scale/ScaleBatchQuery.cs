namespace GalileoEval.Scale;

/// <summary>Which batches to list: all, or those of a project.</summary>
public sealed class ScaleBatchQuery
{
    /// <summary>The most batches that the service gives at once.</summary>
    public const int MaximumLimit = 100;

    /// <summary>The id of the project.</summary>
    public string? ProjectId { get; init; }

    /// <summary>The name of the project.</summary>
    public string? ProjectName { get; init; }

    /// <summary>Only batches of this status, in the service's word, such as <c>in_progress</c>.</summary>
    public string? Status { get; init; }

    /// <summary>Only batches made after this time. A time of no kind counts as UTC.</summary>
    public DateTime? CreatedAfter { get; init; }

    /// <summary>Only batches made before this time. A time of no kind counts as UTC.</summary>
    public DateTime? CreatedBefore { get; init; }

    /// <summary>Only batches completed after this time. A time of no kind counts as UTC.</summary>
    public DateTime? CompletedAfter { get; init; }

    /// <summary>Only batches completed before this time. A time of no kind counts as UTC.</summary>
    public DateTime? CompletedBefore { get; init; }

    /// <summary>How many batches a page holds at most: 1 to 100. Default 100.</summary>
    public int Limit { get; init; } = MaximumLimit;

    /// <summary>What to send as an object and not as an id: <c>project</c>.</summary>
    public IReadOnlyList<string>? Expand { get; init; }
}
