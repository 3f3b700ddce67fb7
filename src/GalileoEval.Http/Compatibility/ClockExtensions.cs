namespace GalileoEval.Http.Compatibility;

/// <summary>Delays and timeouts by a TimeProvider, for which .NET and .NET Framework have different APIs.</summary>
internal static class ClockExtensions
{
    public static Task DelayAsync(this TimeProvider clock, TimeSpan delay, CancellationToken cancellationToken) =>
#if NET
        Task.Delay(delay, clock, cancellationToken);
#else
        TimeProviderTaskExtensions.Delay(clock, delay, cancellationToken);
#endif

    /// <summary>Creates a source that cancels itself after a delay, or never if the delay is infinite.</summary>
    public static CancellationTokenSource CancelAfter(this TimeProvider clock, TimeSpan delay) =>
#if NET
        new(delay, clock);
#else
        TimeProviderTaskExtensions.CreateCancellationTokenSource(clock, delay);
#endif
}
