namespace GalileoEval.Sandbox.Faults;

/// <summary>Decides which requests get a fault, and counts the faults.</summary>
internal sealed class FaultPlan
{
    private static readonly EvalSandboxFaultKind[] AllKinds =
        [.. Enumerable.Range(0, (int)EvalSandboxFaultKind.ErrorBody + 1).Select(kind => (EvalSandboxFaultKind)kind)];

    private readonly object _gate = new();
    private readonly double _rate;
    private readonly EvalSandboxFaultKind[] _kinds;
    private readonly Random _chance;
    private readonly SortedDictionary<EvalSandboxFaultKind, long> _counts = [];

    /// <summary>Creates a plan.</summary>
    /// <param name="rate">The share of requests that get a fault, from 0 to 1.</param>
    /// <param name="kinds">The kinds of fault to choose from; empty for all.</param>
    /// <param name="seed">Makes the plan reproducible; null for a random plan.</param>
    public FaultPlan(double rate, IReadOnlyCollection<EvalSandboxFaultKind> kinds, int? seed)
    {
        _rate = rate;
        _kinds = kinds.Count == 0 ? AllKinds : [.. kinds];
        Seed = seed ?? Guid.NewGuid().GetHashCode() & int.MaxValue;
        _chance = new Random(Seed);
    }

    /// <summary>The seed that reproduces this plan.</summary>
    public int Seed { get; }

    /// <summary>The faults injected so far.</summary>
    public EvalList<EvalSandboxFault> Counts
    {
        get
        {
            lock (_gate)
                return new EvalList<EvalSandboxFault>([.. _counts.Select(count => new EvalSandboxFault(count.Key, count.Value))]);
        }
    }

    /// <summary>Returns the fault of the next request; null for none.</summary>
    public EvalSandboxFaultKind? Next()
    {
        lock (_gate)
        {
            // Always draws two numbers, so that the rate does not affect the sequence.
            double draw = _chance.NextDouble();
            EvalSandboxFaultKind kind = _kinds[_chance.Next(_kinds.Length)];
            if (draw >= _rate)
                return null;
            _counts[kind] = _counts.TryGetValue(kind, out long count) ? count + 1 : 1;
            return kind;
        }
    }
}
