namespace GalileoEval.Sandbox.Faults;

/// <summary>Decides which requests meet a fault, and counts them.</summary>
internal sealed class FaultPlan
{
    private static readonly EvalSandboxFaultKind[] AllKinds =
        [.. Enumerable.Range(0, (int)EvalSandboxFaultKind.ErrorBody + 1).Select(kind => (EvalSandboxFaultKind)kind)];

    private readonly object _gate = new();
    private readonly double _rate;
    private readonly EvalSandboxFaultKind[] _kinds;
    private readonly Random _chance;
    private readonly SortedDictionary<EvalSandboxFaultKind, long> _counts = [];

    /// <summary>Makes a plan.</summary>
    /// <param name="rate">The part of the requests that meet a fault.</param>
    /// <param name="kinds">What to choose from; none for all.</param>
    /// <param name="seed">Makes it reproducible; null for another plan each time.</param>
    public FaultPlan(double rate, IReadOnlyCollection<EvalSandboxFaultKind> kinds, int? seed)
    {
        _rate = rate;
        _kinds = kinds.Count == 0 ? AllKinds : [.. kinds];
        Seed = seed ?? Guid.NewGuid().GetHashCode() & int.MaxValue;
        _chance = new Random(Seed);
    }

    /// <summary>What makes the same plan again.</summary>
    public int Seed { get; }

    /// <summary>The faults so far.</summary>
    public EvalList<EvalSandboxFault> Counts
    {
        get
        {
            lock (_gate)
                return new EvalList<EvalSandboxFault>([.. _counts.Select(count => new EvalSandboxFault(count.Key, count.Value))]);
        }
    }

    /// <summary>What the next request meets; null for nothing.</summary>
    public EvalSandboxFaultKind? Next()
    {
        lock (_gate)
        {
            // Two draws for every request, so that the rate does not shift what comes later.
            double draw = _chance.NextDouble();
            EvalSandboxFaultKind kind = _kinds[_chance.Next(_kinds.Length)];
            if (draw >= _rate)
                return null;
            _counts[kind] = _counts.TryGetValue(kind, out long count) ? count + 1 : 1;
            return kind;
        }
    }
}
