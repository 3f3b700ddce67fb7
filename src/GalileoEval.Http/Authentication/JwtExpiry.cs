using System.Text.Json;

namespace GalileoEval.Http.Authentication;

/// <summary>Reads the expiration time of a JSON Web Token. It does not verify the signature; the service does.</summary>
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
