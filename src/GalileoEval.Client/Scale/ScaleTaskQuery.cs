namespace GalileoEval.Scale;

/// <summary>Which tasks to list: those of a project or a batch, by id or by name.</summary>
public sealed class ScaleTaskQuery
{
    /// <summary>The most tasks that the service gives at once.</summary>
    public const int MaximumLimit = 100;

    /// <summary>The id of the project.</summary>
    public string? ProjectId { get; init; }

    /// <summary>The name of the project.</summary>
    public string? ProjectName { get; init; }

    /// <summary>The id of the batch.</summary>
    public string? BatchId { get; init; }

    /// <summary>The name of the batch.</summary>
    public string? BatchName { get; init; }

    /// <summary>Only tasks of this status, in the service's word, such as <c>completed</c>.</summary>
    public string? Status { get; init; }

    /// <summary>Only tasks done after this time. A time of no kind counts as UTC.</summary>
    public DateTime? CompletedAfter { get; init; }

    /// <summary>Only tasks done before this time. A time of no kind counts as UTC.</summary>
    public DateTime? CompletedBefore { get; init; }

    /// <summary>How many tasks a page holds at most: 1 to 100. Default 100.</summary>
    public int Limit { get; init; } = MaximumLimit;

    /// <summary>What to send as an object and not as an id: <c>project</c>, <c>batch</c>.</summary>
    public IReadOnlyList<string>? Expand { get; init; }

    /// <summary>What to send besides: <c>annotation_details</c>, <c>attachment_details</c>, <c>model_parameters</c>,
    /// <c>submissions</c>.</summary>
    public IReadOnlyList<string>? Options { get; init; }
}
