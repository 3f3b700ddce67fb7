namespace GalileoEval.Tasks;

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
