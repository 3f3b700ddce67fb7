using GalileoEval.Connections;

namespace GalileoEval.Completion;

/// <summary>Answers of services to completion: fetched within two seconds or not at all, and kept for a minute, so that
/// typing on does not ask again. Whatever goes wrong, there is nothing to offer, and nothing is said.</summary>
/// <typeparam name="T">What is offered.</typeparam>
internal sealed class CompletionCache<T>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Freshness = TimeSpan.FromMinutes(1);

    private readonly object _gate = new();
    private readonly Dictionary<EvalConnection, (DateTime Until, IReadOnlyList<T> Items)> _kept = [];

    /// <summary>What a connection has to offer.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="fetch">Asks the service.</param>
    /// <returns>The items; none when the service did not answer in time, or not well.</returns>
    public IReadOnlyList<T> Get(EvalConnection connection, Func<CancellationToken, Task<IReadOnlyList<T>>> fetch)
    {
        lock (_gate)
        {
            if (_kept.TryGetValue(connection, out (DateTime Until, IReadOnlyList<T> Items) kept) && kept.Until > DateTime.UtcNow)
                return kept.Items;
        }

        if (Fetch(fetch) is not { } items)
            return [];
        lock (_gate)
        {
            // Connections come and go: what is stale is of no use to any.
            foreach (EvalConnection stale in _kept.Where(pair => pair.Value.Until <= DateTime.UtcNow).Select(pair => pair.Key).ToList())
                _kept.Remove(stale);
            _kept[connection] = (DateTime.UtcNow + Freshness, items);
        }

        return items;
    }

    private static IReadOnlyList<T>? Fetch(Func<CancellationToken, Task<IReadOnlyList<T>>> fetch)
    {
        // Not disposed of before its time is over: a request that was given up may still look at its token.
        CancellationTokenSource patience = new(Patience);
        try
        {
            Task<IReadOnlyList<T>> fetching = Task.Run(() => fetch(patience.Token));
            return fetching.Wait(Patience) ? fetching.Result : null;
        }
        catch (AggregateException)
        {
            return null;
        }
    }
}
