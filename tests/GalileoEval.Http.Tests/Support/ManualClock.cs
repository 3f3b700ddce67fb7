using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace GalileoEval.Http.Tests.Support;

/// <summary>A manually advanced clock that reports the delays it was asked for.</summary>
internal sealed class ManualClock : FakeTimeProvider
{
    private readonly Channel<TimeSpan> _delays = Channel.CreateUnbounded<TimeSpan>();

    public ManualClock()
        : base(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero))
    {
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ITimer timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime != Timeout.InfiniteTimeSpan)
            _delays.Writer.TryWrite(dueTime);
        return timer;
    }

    /// <summary>Waits until a delay is requested, and advances the clock by it.</summary>
    public async Task<TimeSpan> PassNextDelayAsync()
    {
        TimeSpan delay = await NextDelayAsync();
        Advance(delay);
        return delay;
    }

    public async Task<TimeSpan> NextDelayAsync() => await _delays.Reader.ReadAsync().AsTask().Soon();
}
