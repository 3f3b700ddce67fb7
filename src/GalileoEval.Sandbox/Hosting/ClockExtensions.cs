namespace GalileoEval.Sandbox.Hosting;

/// <summary>Members of TimeProvider that differ between the two targets.</summary>
internal static class ClockExtensions
{
    /// <summary>Completes after a delay on this clock.</summary>
    public static Task WaitAsync(this TimeProvider clock, TimeSpan time, CancellationToken cancellationToken) =>
#if NET
        Task.Delay(time, clock, cancellationToken);
#else
        clock.Delay(time, cancellationToken);
#endif

    /// <summary>The time in UTC.</summary>
    public static DateTime UtcNow(this TimeProvider clock) => clock.GetUtcNow().UtcDateTime;
}
