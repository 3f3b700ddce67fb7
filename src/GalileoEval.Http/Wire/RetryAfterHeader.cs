namespace GalileoEval.Http.Wire;

/// <summary>Reads the Retry-After header, in seconds or as a date.</summary>
internal static class RetryAfterHeader
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>Returns the delay from now; null if the header is missing or invalid. The delay is at most one day, so that
    /// adding it to a time never overflows.</summary>
    public static TimeSpan? Read(HttpResponseMessage response, TimeProvider clock)
    {
        TimeSpan? delay = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - clock.GetUtcNow(),
            _ => null,
        };
        return delay is not { } wait ? null
            : wait < TimeSpan.Zero ? TimeSpan.Zero
            : wait > Longest ? Longest
            : wait;
    }
}
