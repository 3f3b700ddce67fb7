namespace GalileoEval.Sandbox.Hosting;

/// <summary>The clock under one name on both targets.</summary>
internal static class ClockExtensions
{
    /// <summary>Ends after a time, by this clock.</summary>
    public static Task WaitAsync(this TimeProvider clock, TimeSpan time, CancellationToken cancellationToken) =>
#if NET
        Task.Delay(time, clock, cancellationToken);
#else
        clock.Delay(time, cancellationToken);
#endif

    /// <summary>The time in UTC.</summary>
    public static DateTime UtcNow(this TimeProvider clock) => clock.GetUtcNow().UtcDateTime;
}
