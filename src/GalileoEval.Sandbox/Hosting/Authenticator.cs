using System.Security.Cryptography;
using System.Text;

namespace GalileoEval.Sandbox.Hosting;

/// <summary>Authenticates requests with every scheme that a service documents.</summary>
internal sealed class Authenticator(string key, AccessTokens tokens)
{
    /// <summary>The user for Galileo's OAuth and Basic logins.</summary>
    public const string UserName = "sandbox@example.com";

    /// <summary>Rejects a request without valid credentials.</summary>
    public void Check(EvalService service, Request request)
    {
        string? bearer = Credentials(request, "Bearer");
        bool accepted = service switch
        {
            EvalService.Kolena => IsKey(bearer),
            EvalService.Scale => IsKey(bearer) || Basic(request) is var (user, _) && IsKey(user),
            _ => IsKey(request.Header("Galileo-API-Key"))
                || IsKey(request.Header("Splunk-AO-API-Key"))
                || IsKey(request.Header("X-SF-Token"))
                || (bearer is not null && tokens.Accepts(bearer))
                || (Basic(request) is var (name, password) && IsLogin(name, password)),
        };
        if (!accepted)
            throw new RequestRejectedException(401, service == EvalService.Scale ? "Invalid API key." : "Invalid credentials");
    }

    /// <summary>True for the sandbox's key.</summary>
    public bool IsKey(string? value) => value is not null && Same(value, key);

    /// <summary>True for the sandbox's user and key.</summary>
    public bool IsLogin(string name, string password) => Same(name, UserName) & Same(password, key);

    private static string? Credentials(Request request, string scheme) =>
        request.Header("Authorization") is { } header
        && header.StartsWith(scheme + " ", StringComparison.OrdinalIgnoreCase)
            ? header.Substring(scheme.Length + 1).Trim()
            : null;

    private static (string Name, string Password)? Basic(Request request)
    {
        if (Credentials(request, "Basic") is not { } encoded)
            return null;
        try
        {
            string[] parts = Encoding.UTF8.GetString(Convert.FromBase64String(encoded)).Split([':'], 2);
            return parts.Length == 2 ? (parts[0], parts[1]) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    // Compares hashes of equal length in full, so that the duration reveals nothing about the key.
    private static bool Same(string one, string other)
    {
        byte[] first = Hash(one);
        byte[] second = Hash(other);
        int difference = 0;
        for (int i = 0; i < first.Length; i++)
            difference |= first[i] ^ second[i];
        return difference == 0;
    }

    private static byte[] Hash(string text)
    {
#if NET
        return SHA256.HashData(Encoding.UTF8.GetBytes(text));
#else
        using SHA256 hash = SHA256.Create();
        return hash.ComputeHash(Encoding.UTF8.GetBytes(text));
#endif
    }
}
