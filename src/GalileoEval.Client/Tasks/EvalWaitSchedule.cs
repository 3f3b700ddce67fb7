namespace GalileoEval.Tasks;

/// <summary>Which group is looked at next. Every group is either under way or waits for its time.</summary>
internal sealed class EvalWaitSchedule
{
    private readonly Dictionary<(IEvalTaskPoller Poller, string Name), EvalWaitGroup> _groups = [];
    private readonly SortedSet<EvalWaitGroup> _waiting = new(ByDue.Instance);
    private int _made;

    /// <summary>Whether there is nothing left to look at.</summary>
    public bool IsEmpty => _groups.Count == 0;

    /// <summary>When the next group is due; null when all are under way.</summary>
    public TimeSpan? NextDue => _waiting.Min?.Due;

    /// <summary>Every task that is still to be looked at.</summary>
    public IEnumerable<EvalWaitEntry> Entries => _groups.Values.SelectMany(group => group.Entries);

    /// <summary>Puts a task into its group; makes that group, due at <paramref name="due"/>, when it is the first.</summary>
    public void Add(EvalWaitEntry entry, TimeSpan due)
    {
        (IEvalTaskPoller Poller, string Name) key = (entry.Poller, entry.Poller.GroupOf(entry.Task));
        if (!_groups.TryGetValue(key, out EvalWaitGroup? group))
        {
            group = new EvalWaitGroup(key.Poller, key.Name, _made++) { Due = due };
            _groups.Add(key, group);
            _waiting.Add(group);
        }

        group.Entries.Add(entry);
    }

    /// <summary>Takes the next group that is due, for a look.</summary>
    public bool TryTake(TimeSpan now, out EvalWaitGroup group)
    {
        group = _waiting.Min!;
        if (group is null || group.Due > now)
            return false;

        _waiting.Remove(group);
        group.Looks++;
        return true;
    }

    /// <summary>Gives a group back after its look: it waits for its next turn, or is gone when it is empty.</summary>
    public void Return(EvalWaitGroup group, TimeSpan due)
    {
        if (group.Entries.Count == 0)
        {
            _groups.Remove((group.Poller, group.Name));
            return;
        }

        group.Due = due;
        _waiting.Add(group);
    }

    private sealed class ByDue : IComparer<EvalWaitGroup>
    {
        public static readonly ByDue Instance = new();

        public int Compare(EvalWaitGroup? x, EvalWaitGroup? y)
        {
            int byDue = x!.Due.CompareTo(y!.Due);
            return byDue != 0 ? byDue : x.Number.CompareTo(y.Number);
        }
    }
}
