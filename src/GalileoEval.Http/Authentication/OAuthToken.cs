using System.Text.Json;

namespace GalileoEval.Http.Authentication;

/// <summary>An access token and the time to renew it.</summary>
/// <param name="Value">The token.</param>
/// <param name="RenewAt">When to renew it; null to use it until the service rejects it.</param>
internal sealed record OAuthToken(string Value, DateTimeOffset? RenewAt)
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(300);

    /// <summary>Creates a token that is renewed 300 seconds before it expires, or halfway through if its lifetime is
    /// under 600.</summary>
    public static OAuthToken Create(string value, DateTimeOffset now)
    {
        // A token that has already expired means that one of the clocks is wrong. It is used until the service rejects
        // it.
        if (JwtExpiry.Read(value) is not { } end || end <= now)
            return new OAuthToken(value, null);

        TimeSpan half = TimeSpan.FromTicks((end - now).Ticks / 2);
        return new OAuthToken(value, end - (half < Margin ? half : Margin));
    }
}

/// <summary>Reads the expiration time of a JSON Web Token. It does not verify the signature; the service
/// does.</summary>
internal static class JwtExpiry
{
    private static readonly double Latest = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    /// <summary>Returns the expiration time; null if the token is not a JWT or has no expiration time.</summary>
    public static DateTimeOffset? Read(string token)
    {
        string[] parts = token.Split('.');
        if (parts.Length != 3)
            return null;

        try
        {
            string payload = parts[1].Replace('-', '+').Replace('_', '/');
            payload = payload.PadRight((payload.Length + 3) / 4 * 4, '=');
            using JsonDocument claims = JsonDocument.Parse(Convert.FromBase64String(payload));
            return claims.RootElement.ValueKind == JsonValueKind.Object
                && claims.RootElement.TryGetProperty("exp", out JsonElement end)
                && end.ValueKind == JsonValueKind.Number
                && end.TryGetDouble(out double seconds)
                && seconds >= 0 && seconds <= Latest
                    ? DateTimeOffset.FromUnixTimeSeconds((long)seconds)
                    : null;
        }
        catch (Exception e) when (e is FormatException or JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a property name contains a lone surrogate.
            return null;
        }
    }
}
