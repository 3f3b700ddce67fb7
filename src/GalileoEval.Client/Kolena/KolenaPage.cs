namespace GalileoEval.Kolena;

/// <summary>One page of a list.</summary>
/// <typeparam name="T">What is listed.</typeparam>
public sealed class KolenaPage<T>
{
    /// <summary>What is on this page.</summary>
    public required EvalList<T> Items { get; init; }

    /// <summary>How many pages there are at this page size.</summary>
    public required int TotalPages { get; init; }

    /// <summary>The number of this page, from 0.</summary>
    public required int PageNumber { get; init; }
}
