namespace GalileoEval.Tasks;

/// <summary>The progress of a wait. Duplicates count once.</summary>
public sealed class EvalWaitProgress
{
    /// <summary>The number of tasks that are waited for.</summary>
    public required int Total { get; init; }

    /// <summary>The number of tasks that have ended or are unreadable.</summary>
    public required int Done { get; init; }

    /// <summary>The time since the wait began.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>The time to the deadline, not below zero; null if there is none.</summary>
    public TimeSpan? Remaining { get; init; }

    /// <summary>The number of tasks in each state; states without tasks are omitted.</summary>
    public required IReadOnlyDictionary<EvalState, int> States { get; init; }

    /// <summary>The last task that was read, with its status, in one line; null before the first poll.</summary>
    public string? Current { get; init; }
}
