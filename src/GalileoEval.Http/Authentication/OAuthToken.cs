namespace GalileoEval.Http.Authentication;

/// <summary>An access token and the time to renew it.</summary>
/// <param name="Value">The token.</param>
/// <param name="RenewAt">When to renew it; null to use it until the service rejects it.</param>
internal sealed record OAuthToken(string Value, DateTimeOffset? RenewAt)
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(300);

    /// <summary>Creates a token that is renewed 300 seconds before it expires, or halfway through if its lifetime is under 600.</summary>
    public static OAuthToken Create(string value, DateTimeOffset now)
    {
        // A token that has already expired means that one of the clocks is wrong. It is used until the service rejects it.
        if (JwtExpiry.Read(value) is not { } end || end <= now)
            return new OAuthToken(value, null);

        TimeSpan half = TimeSpan.FromTicks((end - now).Ticks / 2);
        return new OAuthToken(value, end - (half < Margin ? half : Margin));
    }
}
