using System.Globalization;
using System.Runtime.CompilerServices;
using GalileoEval.Errors;

namespace GalileoEval.Paging;

/// <summary>Creates paged lists.</summary>
public static class PagedList
{
    /// <summary>Creates a list whose pages contain the token of the next page.</summary>
    /// <typeparam name="T">The type of an item.</typeparam>
    /// <param name="pageSize">The maximum number of items per page.</param>
    /// <param name="keyOf">Identifies an item; null for one without an ID.</param>
    /// <param name="read">Reads the page with a token (null for the first page) and a maximum number of items.</param>
    /// <returns>The list; nothing is sent.</returns>
    public static PagedList<T> ByToken<T>(
        int pageSize, Func<T, string?> keyOf, Func<string?, int, CancellationToken, Task<EvalPage<T>>> read) =>
        new(pageSize, isNumbered: false, keyOf, read);

    /// <summary>Creates a list of numbered pages.</summary>
    /// <typeparam name="T">The type of an item.</typeparam>
    /// <param name="pageSize">The number of items per page.</param>
    /// <param name="keyOf">Identifies an item; null for one without an ID.</param>
    /// <param name="read">Reads the page with a number, from 0, and a size.</param>
    /// <returns>The list; nothing is sent.</returns>
    public static PagedList<T> ByNumber<T>(
        int pageSize, Func<T, string?> keyOf, Func<int, int, CancellationToken, Task<EvalPage<T>>> read) =>
        new(
            pageSize,
            isNumbered: true,
            keyOf,
            (token, size, cancellation) =>
                read(token is null ? 0 : int.Parse(token, CultureInfo.InvariantCulture), size, cancellation));

    /// <summary>Creates a list that the service sends in one response.</summary>
    /// <typeparam name="T">The type of an item.</typeparam>
    /// <param name="read">Reads the list.</param>
    /// <returns>The list; nothing is sent.</returns>
    public static PagedList<T> Whole<T>(Func<CancellationToken, Task<EvalList<T>>> read) =>
        new(int.MaxValue, isNumbered: false, static _ => null, async (_, _, cancellation) =>
            new EvalPage<T> { Items = await read(cancellation).ConfigureAwait(false) });
}

/// <summary>A paged list of a service, as an asynchronous sequence of its items. A page is requested only when its
/// first item is read, so a reader that stops early sends no unnecessary request. Reading an item throws an
/// <see cref="EvalException"/> if the request fails or the list is endless, and an
/// <see cref="OperationCanceledException"/> if the caller cancels.</summary>
/// <typeparam name="T">The type of an item.</typeparam>
public sealed class PagedList<T> : IAsyncEnumerable<T>
{
    private readonly int _pageSize;
    private readonly bool _isNumbered;
    private readonly Func<T, string?> _keyOf;
    private readonly Func<string?, int, CancellationToken, Task<EvalPage<T>>> _read;

    internal PagedList(
        int pageSize,
        bool isNumbered,
        Func<T, string?> keyOf,
        Func<string?, int, CancellationToken, Task<EvalPage<T>>> read)
    {
        _pageSize = pageSize;
        _isNumbered = isNumbered;
        _keyOf = keyOf;
        _read = read;
    }

    /// <summary>Reads the pages of a range of the list. A range that fits in one page is one request.</summary>
    /// <param name="skip">The number of items before the range.</param>
    /// <param name="first">The maximum number of items in the range.</param>
    /// <param name="cancellationToken">Ends the requests.</param>
    /// <returns>The pages, with only the items in the range.</returns>
    public async IAsyncEnumerable<EvalPage<T>> AsPages(
        ulong skip = 0,
        ulong first = ulong.MaxValue,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        int size = _isNumbered ? SizeFor(skip, first) : _pageSize;
        ulong start = _isNumbered ? skip / (ulong)size : 0;
        // No list is that long.
        if (first == 0 || start > int.MaxValue - 1)
            yield break;

        string? token = start == 0 ? null : start.ToString(CultureInfo.InvariantCulture);
        ulong before = skip - (start * (ulong)size);
        PageGuard guard = new();
        do
        {
            // All requests for numbered pages must use the same size.
            int limit = _isNumbered || first >= (ulong)size ? size : (int)Math.Min((ulong)size, before + first);
            EvalPage<T> page = await _read(token, limit, cancellationToken).ConfigureAwait(false);
            guard.Check(page.NextToken, page.Items.Select(_keyOf));
            token = page.NextToken;
            IReadOnlyList<T> items = Part(page.Items, before, first);
            before -= Math.Min(before, (ulong)page.Items.Count);
            first -= (ulong)items.Count;
            yield return page with { Items = items };
        }
        while (token is not null && first > 0);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        await foreach (EvalPage<T> page in AsPages(cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            foreach (T item in page.Items)
                yield return item;
        }
    }

    /// <summary>Counts the items of a list of numbered pages, by requesting pages of one item.</summary>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The number of items.</returns>
    /// <exception cref="NotSupportedException">The service does not count the pages of this list.</exception>
    public async Task<int> CountAsync(CancellationToken cancellationToken) =>
        (await _read(null, 1, cancellationToken).ConfigureAwait(false)).TotalPages
            ?? throw new NotSupportedException("The service does not count the pages of this list.");

    private static IReadOnlyList<T> Part(IReadOnlyList<T> items, ulong before, ulong first) =>
        before == 0 && (ulong)items.Count <= first
            ? items
            : [.. items.Skip((int)Math.Min(before, int.MaxValue)).Take((int)Math.Min(first, int.MaxValue))];

    private int SizeFor(ulong skip, ulong first)
    {
        ulong size = (ulong)_pageSize;
        if (first == 0 || first > size)
            return _pageSize;
        if (skip % first == 0)
            return (int)first;
        return skip <= size - first ? (int)(skip + first) : _pageSize;
    }
}

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
