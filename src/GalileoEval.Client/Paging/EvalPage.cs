namespace GalileoEval.Paging;

/// <summary>One page of a list.</summary>
/// <typeparam name="T">The type of an item.</typeparam>
public sealed record EvalPage<T>
{
    /// <summary>The items of the page.</summary>
    public required IReadOnlyList<T> Items { get; init; }

    /// <summary>What requests the page after this one; null on the last page.</summary>
    public string? NextToken { get; init; }

    /// <summary>How many pages of this size there are; null if the service does not count them.</summary>
    public int? TotalPages { get; init; }
}
