namespace GalileoEval.Kolena;

/// <summary>One page of a list.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
public sealed class KolenaPage<T>
{
    /// <summary>The items of this page.</summary>
    public required EvalList<T> Items { get; init; }

    /// <summary>How many pages there are at this page size.</summary>
    public required int TotalPages { get; init; }

    /// <summary>The number of this page, from 0.</summary>
    public required int PageNumber { get; init; }
}
