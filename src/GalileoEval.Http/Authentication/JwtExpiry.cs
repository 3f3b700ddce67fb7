using System.Text.Json;

namespace GalileoEval.Http.Authentication;

/// <summary>Reads when a JSON Web Token ends. The signature is the service's matter.</summary>
internal static class JwtExpiry
{
    private static readonly double Latest = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    /// <summary>The end; null for a token that is no JWT or names none.</summary>
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
            // The last one is a name with half of a surrogate pair.
            return null;
        }
    }
}
