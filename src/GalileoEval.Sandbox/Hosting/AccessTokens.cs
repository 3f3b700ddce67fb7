using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace GalileoEval.Sandbox.Hosting;

/// <summary>The access tokens of Galileo's logins: signed JSON Web Tokens that expire after one hour.</summary>
internal sealed class AccessTokens(TimeProvider clock)
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(1);
    private readonly byte[] _secret = Encoding.ASCII.GetBytes(Guid.NewGuid().ToString("N") + Guid.NewGuid().ToString("N"));

    /// <summary>Creates a token.</summary>
    public string Issue(string subject)
    {
        long now = clock.GetUtcNow().ToUnixTimeSeconds();
        JsonObject header = new() { ["alg"] = "HS256", ["typ"] = "JWT" };
        JsonObject payload = new()
        {
            ["sub"] = subject, ["iat"] = now, ["exp"] = now + (long)Life.TotalSeconds, ["jti"] = Guid.NewGuid().ToString("N"),
        };
        string content = $"{Encode(header)}.{Encode(payload)}";
        return $"{content}.{Sign(content)}";
    }

    /// <summary>True for a token of this sandbox that has not expired.</summary>
    public bool Accepts(string token)
    {
        int signature = token.LastIndexOf('.');
        if (signature < 0 || !SameText(Sign(token.Substring(0, signature)), token.Substring(signature + 1)))
            return false;

        string payload = token.Substring(0, signature).Split('.')[1];
        using JsonDocument json = JsonDocument.Parse(WebEncoders.Base64UrlDecode(payload));
        return json.RootElement.GetProperty("exp").GetInt64() > clock.GetUtcNow().ToUnixTimeSeconds();
    }

    private static bool SameText(string one, string other)
    {
        int difference = one.Length ^ other.Length;
        for (int i = 0; i < one.Length && i < other.Length; i++)
            difference |= one[i] ^ other[i];
        return difference == 0;
    }

    private static string Encode(JsonObject part) => WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(part.ToJsonString()));

    private string Sign(string content)
    {
        using HMACSHA256 hash = new(_secret);
        return WebEncoders.Base64UrlEncode(hash.ComputeHash(Encoding.ASCII.GetBytes(content)));
    }
}
