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
