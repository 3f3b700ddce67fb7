namespace GalileoEval.Paging;

/// <summary>One page of a list.</summary>
/// <typeparam name="T">The type of an item.</typeparam>
public sealed record EvalPage<T>
{
    /// <summary>The items of the page.</summary>
    public required IReadOnlyList<T> Items { get; init; }

    /// <summary>The token of the next page; null on the last page.</summary>
    public string? NextToken { get; init; }

    /// <summary>The number of pages of this size; null if the service does not count them.</summary>
    public int? TotalPages { get; init; }
}
