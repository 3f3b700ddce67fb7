using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using GalileoEval.Transport;

namespace GalileoEval.Completion;

/// <summary>Caches the lists that completers request, so that completion is fast and does not send a request for every
/// keystroke.</summary>
internal static class RemoteList<T>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FreshnessOfFailure = TimeSpan.FromSeconds(5);

    // The cache of a connection is collected with the connection. No other account sees it.
    private static readonly ConditionalWeakTable<IEvalTransport, ConcurrentDictionary<string, Entry>> Known = new();

    /// <summary>Gets the items; none if the service fails or does not respond within 1.5 seconds.</summary>
    /// <param name="transport">The connection's transport.</param>
    /// <param name="kind">What the items are, such as <c>Scale batch</c>: one list is kept for each.</param>
    /// <param name="read">Requests them.</param>
    /// <returns>The items in the service's order. Items that arrive too late are returned by the next call.</returns>
    public static IReadOnlyList<T> Get(
        IEvalTransport transport, string kind, Func<CancellationToken, Task<IReadOnlyList<T>>> read)
    {
        ConcurrentDictionary<string, Entry> entries = Known.GetOrCreateValue(transport);
        if (!entries.TryGetValue(kind, out Entry? entry) || entry.IsStale)
            entries[kind] = entry = new Entry(DateTime.UtcNow, Request(read));

        return Task.WaitAny([entry.Items], Patience) == 0 && entry.Items.Status == TaskStatus.RanToCompletion
            ? entry.Items.Result
            : [];
    }

    // On the thread pool: a completer runs on the thread that the console waits on.
    private static Task<IReadOnlyList<T>> Request(Func<CancellationToken, Task<IReadOnlyList<T>>> read) => Task.Run(async () =>
    {
        using CancellationTokenSource timeout = new(Freshness);
        return await read(timeout.Token).ConfigureAwait(false);
    });

    private sealed record Entry(DateTime Since, Task<IReadOnlyList<T>> Items)
    {
        public bool IsStale =>
            DateTime.UtcNow - Since > (Items.IsFaulted || Items.IsCanceled ? FreshnessOfFailure : Freshness);
    }
}
