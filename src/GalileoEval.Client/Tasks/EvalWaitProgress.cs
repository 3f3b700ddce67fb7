namespace GalileoEval.Tasks;

/// <summary>The progress of a wait. Duplicates count once.</summary>
public sealed class EvalWaitProgress
{
    /// <summary>How many tasks are waited for.</summary>
    public required int Total { get; init; }

    /// <summary>How many of them are over: ended, or unreadable.</summary>
    public required int Done { get; init; }

    /// <summary>The time since the wait began.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>The time to the deadline, not below zero; null if there is none.</summary>
    public TimeSpan? Remaining { get; init; }

    /// <summary>How many tasks are in each state; states without a task are left out.</summary>
    public required IReadOnlyDictionary<EvalState, int> States { get; init; }

    /// <summary>The task that was read last, and its status, in one line; null before the first poll.</summary>
    public string? Current { get; init; }
}
