namespace GalileoEval.Http.Authentication;

/// <summary>An access token and the time from which on another one is wanted.</summary>
/// <param name="Value">The token.</param>
/// <param name="RenewAt">When to renew it; null to use it until it is refused.</param>
internal sealed record OAuthToken(string Value, DateTimeOffset? RenewAt)
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(300);

    /// <summary>Makes a token that is renewed 300 seconds before its end, or half way when it lives for less than 600.</summary>
    public static OAuthToken Create(string value, DateTimeOffset now)
    {
        // One that has ended on arrival tells of a wrong clock here or there: the service will say when it has enough.
        if (JwtExpiry.Read(value) is not { } end || end <= now)
            return new OAuthToken(value, null);

        TimeSpan half = TimeSpan.FromTicks((end - now).Ticks / 2);
        return new OAuthToken(value, end - (half < Margin ? half : Margin));
    }
}
