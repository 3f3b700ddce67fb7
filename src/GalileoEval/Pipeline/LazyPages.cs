using GalileoEval.Errors;
using GalileoEval.Transport;

namespace GalileoEval.Pipeline;

/// <summary>Writes a paged list: each page is requested when the one before has been written, so that
/// a pipeline that stops early ends the reading.</summary>
/// <typeparam name="T">An item of the list.</typeparam>
internal sealed class LazyPages<T>
{
    private const int LargestPage = 100;

    private readonly EvalCommand _command;
    private readonly Func<int, string?, CancellationToken, Task<(IReadOnlyList<T> Items, string? NextToken)>> _read;
    private readonly Func<T, bool>? _keep;

    /// <summary>Creates the list; nothing is sent.</summary>
    /// <param name="command">The cmdlet that writes.</param>
    /// <param name="read">Reads a page, given how many items it may hold at most and the token of the page; the token is
    /// null for the first.</param>
    /// <param name="keep">Which items are written; null for all.</param>
    public LazyPages(
        EvalCommand command,
        Func<int, string?, CancellationToken, Task<(IReadOnlyList<T> Items, string? NextToken)>> read,
        Func<T, bool>? keep = null)
    {
        _command = command;
        _read = read;
        _keep = keep;
    }

    /// <summary>Writes the items; where a page fails, one non-terminating error ends the list.</summary>
    /// <param name="first">How many items to write at most; null for all.</param>
    /// <param name="target">The input; the target of the error.</param>
    public void Write(int? first, object? target)
    {
        int left = first ?? int.MaxValue;
        string? token = null;
        PageGuard guard = new();
        do
        {
            if (Next(guard, left, token, target) is not { } page)
                return;

            foreach (T item in page.Items)
            {
                if (_keep?.Invoke(item) == false)
                    continue;
                _command.WriteObject(item);
                if (--left == 0)
                    return;
            }

            token = page.NextToken;
        }
        while (token is not null);
    }

    private (IReadOnlyList<T> Items, string? NextToken)? Next(PageGuard guard, int left, string? token, object? target)
    {
        try
        {
            // Items that are filtered out here do not count, so a whole page is requested.
            int limit = _keep is null ? Math.Min(left, LargestPage) : LargestPage;
            (IReadOnlyList<T> Items, string? NextToken) page =
                _command.Run(cancellation => _read(limit, token, cancellation));
            guard.Check(page.NextToken, page.Items.Select(static item => PageItem.KeyOf(item)));
            return page;
        }
        catch (EvalException e)
        {
            _command.WriteFailure(e, target);
            return null;
        }
    }
}
