using GalileoEval.Errors;
using GalileoEval.Text;

namespace GalileoEval.Paging;

/// <summary>Ends a paged list that would never end; one guard per list. A repeated next-page token ends the list, and
/// so do pages that only repeat items of earlier pages. The guard keeps hashes, at most <see cref="MaximumHashes"/> of
/// each kind, so that its memory is bounded.</summary>
public sealed class PageGuard
{
    /// <summary>The maximum number of hashes of tokens, and of items. When it is reached the guard starts again, which
    /// still finds every shorter cycle.</summary>
    internal const int MaximumHashes = 128 * 1024;

    // New items at the front of a list can shift a whole page of known items: a single such page is not an error.
    private const int MaximumRepeatedPages = 1;

    // A service that filters while paging may send pages without items, but not without end.
    private const int MaximumEmptyPages = 100;

    private readonly HashSet<ulong> _tokens = [];
    private readonly HashSet<ulong> _items = [];
    private int _repeatedPages;
    private int _emptyPages;

    /// <summary>Checks a page.</summary>
    /// <param name="nextToken">The token of the next page; null on the last page.</param>
    /// <param name="items">The ID of each item of this page; null for an item without one, which is treated as
    /// new.</param>
    /// <exception cref="EvalException">InvalidResponse: the list has no end.</exception>
    public void Check(string? nextToken, IEnumerable<string?> items)
    {
        if (nextToken is null)
            return;

        if (!Add(_tokens, nextToken))
            throw HasNoEnd("The service sent the same page twice");

        bool isEmpty = true;
        bool hasNews = false;
        foreach (string? item in items)
        {
            isEmpty = false;
            hasNews |= item is null || Add(_items, item);
        }

        _emptyPages = isEmpty ? _emptyPages + 1 : 0;
        _repeatedPages = isEmpty || hasNews ? 0 : _repeatedPages + 1;
        if (_repeatedPages > MaximumRepeatedPages)
            throw HasNoEnd("The service sends the same items again and again");
        if (_emptyPages > MaximumEmptyPages)
            throw HasNoEnd("The service sends page after page without items");
    }

    private static bool Add(HashSet<ulong> hashes, string text)
    {
        if (hashes.Count >= MaximumHashes)
            hashes.Clear();
        return hashes.Add(EvalText.Hash(text));
    }

    private static EvalException HasNoEnd(string reason) =>
        new(EvalErrorCondition.InvalidResponse, $"{reason}: the list has no end.")
        {
            IsRetriable = false,
            RecommendedAction = "Narrow the list with filters, or request fewer items with -First.",
        };
}
