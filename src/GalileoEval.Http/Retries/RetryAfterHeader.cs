namespace GalileoEval.Http.Retries;

/// <summary>Reads Retry-After, in seconds or as a date.</summary>
internal static class RetryAfterHeader
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>How long from now; null without the header or when it cannot be read. At most a day, so that whoever adds
    /// it to a time never overflows.</summary>
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
