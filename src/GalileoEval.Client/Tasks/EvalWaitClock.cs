using System.Collections.Concurrent;

namespace GalileoEval.Tasks;

/// <summary>The clock of one wait. Thread-safe.</summary>
internal sealed class EvalWaitClock(TimeProvider time, TimeSpan? timeout)
{
    private readonly long _begin = time.GetTimestamp();

    /// <summary>The time since the wait began.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(_begin);

    /// <summary>The deadline, counted from the start of the wait; null without one.</summary>
    public TimeSpan? Timeout => timeout;

    /// <summary>The time to the deadline, not below zero; null without one.</summary>
    public TimeSpan? TimeLeft => timeout is not { } deadline ? null
        : deadline > Elapsed ? deadline - Elapsed
        : TimeSpan.Zero;

    /// <summary>Adds a time to a point in time, without overflow.</summary>
    public static TimeSpan Later(TimeSpan time, TimeSpan delay) =>
        delay > TimeSpan.MaxValue - time ? TimeSpan.MaxValue : time + delay;
}

/// <summary>Measures how long conditions have held in every poll. Thread-safe.</summary>
/// <param name="time">The clock; null for the system's.</param>
internal sealed class ConditionClock(TimeProvider? time)
{
    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private readonly ConcurrentDictionary<string, long> _since = new();

    /// <summary>Takes the result of a poll.</summary>
    /// <param name="id">Identifies the condition.</param>
    /// <param name="isSo">Whether it holds now.</param>
    /// <param name="duration">The duration.</param>
    /// <returns>True if it holds, and has held in every poll for the duration.</returns>
    public bool HasHeld(string id, bool isSo, TimeSpan duration)
    {
        if (isSo)
            return _time.GetElapsedTime(_since.GetOrAdd(id, _ => _time.GetTimestamp())) >= duration;

        _since.TryRemove(id, out _);
        return false;
    }
}
