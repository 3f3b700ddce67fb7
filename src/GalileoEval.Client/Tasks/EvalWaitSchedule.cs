namespace GalileoEval.Tasks;

/// <summary>Schedules the polls of groups. Every group is either being polled or scheduled.</summary>
internal sealed class EvalWaitSchedule
{
    private readonly Dictionary<(IEvalTaskPoller Poller, string Name), EvalWaitGroup> _groups = [];
    private readonly SortedSet<EvalWaitGroup> _waiting = new(ByDue.Instance);
    private int _made;

    /// <summary>Whether no group is left.</summary>
    public bool IsEmpty => _groups.Count == 0;

    /// <summary>The time when the next group is due; null if all are being polled.</summary>
    public TimeSpan? NextDue => _waiting.Min?.Due;

    /// <summary>All tasks that are still polled.</summary>
    public IEnumerable<EvalWaitEntry> Entries => _groups.Values.SelectMany(group => group.Entries);

    /// <summary>Adds a task to its group. The first task creates the group, which is due at
    /// <paramref name="due"/>.</summary>
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

    /// <summary>Takes the next group that is due.</summary>
    public bool TryTake(TimeSpan now, out EvalWaitGroup group)
    {
        group = _waiting.Min!;
        if (group is null || group.Due > now)
            return false;

        _waiting.Remove(group);
        group.Polls++;
        return true;
    }

    /// <summary>Returns a group after its poll: it is scheduled again, or removed if it is empty.</summary>
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

/// <summary>Tasks that are polled together, with their schedule.</summary>
internal sealed class EvalWaitGroup(IEvalTaskPoller poller, string name, int number)
{
    public IEvalTaskPoller Poller { get; } = poller;

    public string Name { get; } = name;

    /// <summary>Orders groups that are due at the same time: the older one is first.</summary>
    public int Number { get; } = number;

    public HashSet<EvalWaitEntry> Entries { get; } = [];

    /// <summary>The number of polls of the group.</summary>
    public int Polls { get; set; }

    /// <summary>When the next poll is due, counted from the start of the wait.</summary>
    public TimeSpan Due { get; set; }
}
