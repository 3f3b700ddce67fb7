namespace GalileoEval.Http;

/// <summary>The two waits that every .NET spells differently.</summary>
internal static class ClockExtensions
{
    public static Task Delay(this TimeProvider clock, TimeSpan delay, CancellationToken cancellationToken) =>
#if NET
        Task.Delay(delay, clock, cancellationToken);
#else
        TimeProviderTaskExtensions.Delay(clock, delay, cancellationToken);
#endif

    /// <summary>A source that cancels itself after a time, or never for an infinite one.</summary>
    public static CancellationTokenSource CancelAfter(this TimeProvider clock, TimeSpan delay) =>
#if NET
        new(delay, clock);
#else
        TimeProviderTaskExtensions.CreateCancellationTokenSource(clock, delay);
#endif
}
