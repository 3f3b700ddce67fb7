using System.Globalization;
using System.Management.Automation;
using GalileoEval.Errors;
using GalileoEval.Kolena;
using GalileoEval.Transport;

namespace GalileoEval.Pipeline;

/// <summary>Writes a list of Kolena page by page: a page is requested when the one before it has been written, so that a
/// pipeline that stops early sends no needless request. A failure is one non-terminating error.</summary>
/// <typeparam name="T">The type of an item.</typeparam>
/// <param name="command">The cmdlet that lists.</param>
/// <param name="pageSize">The default number of items per page.</param>
/// <param name="read">Reads the page of a number and a size.</param>
internal sealed class KolenaList<T>(
    EvalCommand command, int pageSize, Func<int, int, CancellationToken, Task<KolenaPage<T>>> read)
{
    /// <summary>Writes the list.</summary>
    /// <param name="target">The object that the list belongs to; the target of its error.</param>
    /// <param name="paging">Which part of it; null for all.</param>
    /// <param name="isWanted">Whether an item is written; null for all.</param>
    /// <returns>False when it failed.</returns>
    public bool Write(object? target, PagingParameters? paging = null, Func<T, bool>? isWanted = null)
    {
        try
        {
            if (paging?.IncludeTotalCount == true)
                command.WriteObject(paging.NewTotalCount(Count(), 1.0));

            foreach (T item in Items(paging?.Skip ?? 0, paging?.First ?? ulong.MaxValue))
            {
                if (isWanted is null || isWanted(item))
                    command.WriteObject(item);
            }

            return true;
        }
        catch (EvalException e)
        {
            command.WriteFailure(e, target);
            return false;
        }
    }

    // With one item to a page there are as many pages as items: the service counts nothing else.
    private ulong Count() => (ulong)Page(0, 1).TotalPages;

    private IEnumerable<T> Items(ulong skip, ulong first)
    {
        int size = SizeFor(skip, first);
        ulong start = skip / (ulong)size;
        int left = (int)(skip % (ulong)size);
        // Beyond the end of any list.
        if (first == 0 || start > int.MaxValue - 1)
            yield break;

        PageGuard guard = new();
        for (int number = (int)start; ; number++)
        {
            KolenaPage<T> page = Page(number, size);
            bool isLast = number + 1 >= page.TotalPages;
            guard.Check(
                isLast ? null : (number + 1).ToString(CultureInfo.InvariantCulture),
                page.Items.Select(static item => PageItem.KeyOf(item)));
            foreach (T item in page.Items.Skip(left))
            {
                yield return item;
                if (--first == 0)
                    yield break;
            }

            left = 0;
            if (isLast)
                yield break;
        }
    }

    // A part that one page can hold is one request.
    private int SizeFor(ulong skip, ulong first)
    {
        ulong size = (ulong)pageSize;
        if (first == 0 || first > size)
            return pageSize;
        if (skip % first == 0)
            return (int)first;
        return skip <= size - first ? (int)(skip + first) : pageSize;
    }

    private KolenaPage<T> Page(int number, int size) => command.Run(cancellation => read(number, size, cancellation));
}
