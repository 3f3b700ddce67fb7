using System.Collections.Concurrent;
using GalileoEval.Errors;
using GalileoEval.Paging;
using GalileoEval.Transport;

namespace GalileoEval.Tasks;

/// <summary>
/// Polls a group of tasks with as few requests as possible: by pages of a list as long as that saves requests, and the
/// remaining tasks one by one. The number of pages is learned, because the list contains all tasks of the service, and
/// the requested ones may be on its last page.
/// </summary>
/// <typeparam name="TTask">The type of a task.</typeparam>
/// <typeparam name="TKey">The key of a task in a page.</typeparam>
/// <param name="smallestGroup">The minimum size of a group for which a page is requested.</param>
/// <param name="keyOf">The key of a task in a page.</param>
internal sealed class GroupPoll<TTask, TKey>(int smallestGroup, Func<TTask, TKey> keyOf)
    where TTask : class, IEvalTask
    where TKey : notnull
{
    private readonly ConcurrentDictionary<string, Experience> _experiences = new();

    /// <summary>Polls a group once.</summary>
    /// <param name="name">The name of the group.</param>
    /// <param name="group">Its tasks.</param>
    /// <param name="get">Reads one task.</param>
    /// <param name="list">The list that contains them.</param>
    /// <param name="seen">Called for each task that was read.</param>
    /// <param name="failed">Called for each task that could not be read.</param>
    /// <param name="observer">Receives a message when the list cannot be used.</param>
    /// <param name="cancellationToken">Ends the requests.</param>
    public async Task TakeAsync(
        string name,
        IReadOnlyList<IEvalTask> group,
        Func<TTask, Task<TTask>> get,
        PagedList<TTask> list,
        Action<IEvalTask, IEvalTask> seen,
        Action<IEvalTask, EvalException> failed,
        IEvalObserver observer,
        CancellationToken cancellationToken)
    {
        Dictionary<TKey, TTask> missing = new(group.Count);
        // Two tasks that were requested with different IDs may have the same ID in the responses.
        List<TTask> twins = [];
        foreach (TTask task in group.Cast<TTask>())
        {
            if (missing.ContainsKey(keyOf(task)))
                twins.Add(task);
            else
                missing.Add(keyOf(task), task);
        }

        if (group.Count >= smallestGroup)
        {
            Experience experience = _experiences.GetOrAdd(name, static _ => new Experience());
            await ListAsync(experience, missing, list, seen, observer, cancellationToken).ConfigureAwait(false);
        }

        await SinglePoll.AtEachAsync(missing.Values.Concat(twins), get, seen, failed).ConfigureAwait(false);
    }

    private async Task ListAsync(
        Experience experience,
        Dictionary<TKey, TTask> missing,
        PagedList<TTask> list,
        Action<IEvalTask, IEvalTask> seen,
        IEvalObserver observer,
        CancellationToken cancellationToken)
    {
        PageCount count = experience.Begin(missing.Count);
        try
        {
            if (count.MayGoOn(missing.Count))
            {
                await foreach (EvalPage<TTask> page in list.AsPages(cancellationToken: cancellationToken).ConfigureAwait(false))
                {
                    foreach (TTask task in page.Items)
                    {
                        if (missing.TryGetValue(keyOf(task), out TTask? asked) && missing.Remove(keyOf(task)))
                            seen(asked, task);
                    }

                    count.Add(missing.Count);
                    if (!count.MayGoOn(missing.Count))
                        break;
                }
            }

            experience.Learn(count);
        }
        catch (EvalException error)
        {
            // One malformed task can make a page unreadable, but must not block the other tasks.
            if (!experience.CallsForSingleReads(error))
                throw;
            observer.Verbose($"Reading {missing.Count} tasks one by one, because the list failed: {error.Message}");
        }
    }

    /// <summary>The results of earlier polls of a group. Polls of a group do not overlap.</summary>
    private sealed class Experience
    {
        private const int PollsBeforeAnotherTry = 10;

        private int? _pages;
        private int _cost;
        private int _pollsWithoutPages;
        private int _failures;

        /// <summary>Starts to count. The limit is the best number of pages so far or, if it is unknown, half the number
        /// of tasks.</summary>
        public PageCount Begin(int tasks)
        {
            int pages = _pages ?? Math.Max(1, tasks / 2);
            return new PageCount(tasks, pages < tasks ? pages : 0);
        }

        public void Learn(PageCount count)
        {
            _failures = 0;

            // Twice the previous cost: there are more tasks, or the list has grown at its front. Learn the number
            // again, and occasionally check whether a list without the tasks now contains them.
            _pollsWithoutPages = _pages == 0 ? _pollsWithoutPages + 1 : 0;
            bool isOutdated = _pages is not null
                && (count.Cost > 2 * _cost || _pollsWithoutPages >= PollsBeforeAnotherTry);
            _pages = isOutdated ? null : count.BestPages;
            _cost = count.BestCost;
        }

        /// <summary>Whether to read one by one after the list failed: immediately if the service rejects it, otherwise
        /// after the second consecutive failure, such as a timeout of a page.</summary>
        public bool CallsForSingleReads(EvalException error) =>
            !SinglePoll.IsOfTheConnection(error)
            && error.Condition != EvalErrorCondition.Forbidden
            && (++_failures > 1 || !error.IsTransient);
    }

    /// <summary>Counts the requests of a poll: pages, and a single read for each task that they did not
    /// contain.</summary>
    private sealed class PageCount(int tasks, int maximum)
    {
        private int _pages;

        public int BestPages { get; private set; }

        public int BestCost { get; private set; } = tasks;

        /// <summary>The cost of stopping here.</summary>
        public int Cost { get; private set; } = tasks;

        public bool MayGoOn(int missing) => missing > 1 && _pages < maximum;

        public void Add(int missing)
        {
            _pages++;
            Cost = _pages + missing;
            if (Cost < BestCost)
                (BestPages, BestCost) = (_pages, Cost);
        }
    }
}

/// <summary>Polls tasks one by one.</summary>
internal static class SinglePoll
{
    /// <summary>Reads each task. An error affects one task, unless all requests would fail in the same way.</summary>
    public static async Task AtEachAsync<TTask>(
        IEnumerable<TTask> tasks,
        Func<TTask, Task<TTask>> get,
        Action<IEvalTask, IEvalTask> seen,
        Action<IEvalTask, EvalException> failed)
        where TTask : class, IEvalTask
    {
        foreach (TTask task in tasks)
        {
            try
            {
                seen(task, await get(task).ConfigureAwait(false));
            }
            catch (EvalException error) when (!IsOfTheConnection(error))
            {
                failed(task, error);
            }
        }
    }

    /// <summary>Whether the next request would fail in the same way.</summary>
    public static bool IsOfTheConnection(EvalException error) => error.Condition
        is EvalErrorCondition.Unauthorized
        or EvalErrorCondition.NoConnection
        or EvalErrorCondition.PaymentRequired
        or EvalErrorCondition.RateLimited
        or EvalErrorCondition.ConnectionFailed;
}
