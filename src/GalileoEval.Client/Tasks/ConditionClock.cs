using System.Collections.Concurrent;

namespace GalileoEval.Tasks;

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
