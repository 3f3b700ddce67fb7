using System.Collections.Concurrent;
using GalileoEval.Errors;
using GalileoEval.Transport;

namespace GalileoEval.Tasks;

/// <summary>
/// Looks at a group of tasks with as few requests as it can: through the pages of a list as far as they pay, and one by
/// one for the rest. How many pages pay is learnt, because a service lists everything it has, and the tasks waited for may be
/// a handful on its last page.
/// </summary>
/// <typeparam name="TTask">The type of a task.</typeparam>
/// <typeparam name="TKey">What finds a task in a page.</typeparam>
/// <param name="smallestGroup">The size from which a group is worth a first page.</param>
/// <param name="keyOf">What finds a task in a page.</param>
internal sealed class GroupLook<TTask, TKey>(int smallestGroup, Func<TTask, TKey> keyOf)
    where TTask : class, IEvalTask
    where TKey : notnull
{
    private readonly ConcurrentDictionary<string, Experience> _experiences = new();

    /// <summary>Takes one look at a group.</summary>
    /// <param name="name">The name of the group.</param>
    /// <param name="group">Its tasks.</param>
    /// <param name="get">Reads one task.</param>
    /// <param name="list">Reads the page with this token, null for the first.</param>
    /// <param name="seen">Told for each task that was seen.</param>
    /// <param name="failed">Told for each task whose own look failed.</param>
    /// <param name="observer">Hears when the list is of no use.</param>
    public async Task TakeAsync(
        string name,
        IReadOnlyList<IEvalTask> group,
        Func<TTask, Task<TTask>> get,
        Func<string?, Task<GroupPage<TTask>>> list,
        Action<IEvalTask, IEvalTask> seen,
        Action<IEvalTask, EvalException> failed,
        IEvalObserver observer)
    {
        Dictionary<TKey, TTask> missing = new(group.Count);
        // Two that were asked for under different ids may have been answered under one.
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
            await ListAsync(experience, missing, list, seen, observer).ConfigureAwait(false);
        }

        await SingleLook.AtEachAsync(missing.Values.Concat(twins), get, seen, failed).ConfigureAwait(false);
    }

    private async Task ListAsync(
        Experience experience,
        Dictionary<TKey, TTask> missing,
        Func<string?, Task<GroupPage<TTask>>> list,
        Action<IEvalTask, IEvalTask> seen,
        IEvalObserver observer)
    {
        PageCount count = experience.Begin(missing.Count);
        string? token = null;
        PageGuard guard = new();
        try
        {
            while (count.MayGoOn(missing.Count))
            {
                GroupPage<TTask> page = await list(token).ConfigureAwait(false);
                foreach (TTask task in page.Tasks)
                {
                    if (missing.TryGetValue(keyOf(task), out TTask? asked) && missing.Remove(keyOf(task)))
                        seen(asked, task);
                }

                guard.Check(page.NextToken, page.Tasks.Select(static task => task.Describe()));
                count.Add(missing.Count);
                token = page.NextToken;
                if (token is null)
                    break;
            }

            experience.Learn(count);
        }
        catch (EvalException error)
        {
            // One bad task can make a page unreadable: the others must not wait for it.
            if (!experience.CallsForSingleReads(error))
                throw;
            observer.Verbose($"Reading {missing.Count} tasks one by one, because the list failed: {error.Message}");
        }
    }

    /// <summary>What earlier looks at a group have taught. A group has one look at a time.</summary>
    private sealed class Experience
    {
        private const int LooksBeforeAnotherTry = 10;

        private int? _pages;
        private int _cost;
        private int _looksWithoutPages;
        private int _failures;

        /// <summary>Begins to count: as many pages as paid last time, or, to find that out, half as many as there are
        /// tasks.</summary>
        public PageCount Begin(int tasks)
        {
            int pages = _pages ?? Math.Max(1, tasks / 2);
            return new PageCount(tasks, pages < tasks ? pages : 0);
        }

        public void Learn(PageCount count)
        {
            _failures = 0;

            // Twice as dear as it was: there is more to wait for, or the list has grown at its front. Find out anew, and now and
            // then also whether a list that held nothing still does.
            _looksWithoutPages = _pages == 0 ? _looksWithoutPages + 1 : 0;
            bool isOutdated = _pages is not null
                && (count.Cost > 2 * _cost || _looksWithoutPages >= LooksBeforeAnotherTry);
            _pages = isOutdated ? null : count.BestPages;
            _cost = count.BestCost;
        }

        /// <summary>Whether to read one by one after the list failed: at once when the service refuses it, else when it fails
        /// for the second time in a row, as a page that takes too long does.</summary>
        public bool CallsForSingleReads(EvalException error) =>
            !SingleLook.IsOfTheConnection(error)
            && error.Condition != EvalErrorCondition.Forbidden
            && (++_failures > 1 || !error.IsTransient);
    }

    /// <summary>Counts what a look costs, in requests: pages, and a single read for what they did not hold.</summary>
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
