namespace GalileoEval.Tasks;

/// <summary>Tasks that are polled together, and when.</summary>
internal sealed class EvalWaitGroup(IEvalTaskPoller poller, string name, int number)
{
    public IEvalTaskPoller Poller { get; } = poller;

    public string Name { get; } = name;

    /// <summary>Orders groups that are due at the same time: the older one is first.</summary>
    public int Number { get; } = number;

    public HashSet<EvalWaitEntry> Entries { get; } = [];

    /// <summary>How often the group was polled.</summary>
    public int Polls { get; set; }

    /// <summary>When the next poll is due, counted from the start of the wait.</summary>
    public TimeSpan Due { get; set; }
}
