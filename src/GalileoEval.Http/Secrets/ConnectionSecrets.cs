using System.Runtime.InteropServices;
using System.Security;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using GalileoEval.Transport;

namespace GalileoEval.Http.Secrets;

/// <summary>The secrets of one connection: provides them for headers, and removes them from texts.</summary>
internal sealed class ConnectionSecrets : IDisposable
{
    private const string Mask = "***";

    // Masking shorter secrets would make messages unreadable and protect nothing.
    private const int ShortestSecret = 4;
    private const int ShortestHeaderValue = 8;

    // Keyed by the process, so that the API key cannot be guessed from the hash outside of it.
    private static readonly byte[] IdentitySalt = MakeSalt();

    private readonly EvalConnectionOptions _options;
    private readonly SecureString? _key;
    private readonly SecureString? _password;
    private volatile string? _accessToken;
    private volatile string? _previousAccessToken;

    public ConnectionSecrets(EvalConnectionOptions options)
    {
        _options = options;
        // Copies: the caller may dispose of the originals while requests are in progress.
        _key = options.ApiKey?.Copy();
        _password = options.Password?.Copy();
    }

    /// <summary>The API key.</summary>
    public string Key => SecureText.Reveal(_key!);

    /// <summary>The password.</summary>
    public string Password => SecureText.Reveal(_password!);

    /// <summary>The parameter of the <c>Basic</c> scheme: user name and password, or for Scale the API key as the user
    /// name.</summary>
    public string BasicParameter
    {
        get
        {
            string pair = _options.Service == EvalService.Scale ? Key + ":" : _options.UserName + ":" + Password;
            return Convert.ToBase64String(Encoding.UTF8.GetBytes(pair));
        }
    }

    /// <summary>Identifies client and service for limits per key, without revealing the key.</summary>
    public string Identity()
    {
        string secret = _options.Authentication switch
        {
            EvalAuthentication.OAuth => "user " + _options.UserName,
            EvalAuthentication.Basic => "basic " + BasicParameter,
            _ => "key " + Key,
        };
        using HMACSHA256 hash = new(IdentitySalt);
        byte[] identity = hash.ComputeHash(
            Encoding.UTF8.GetBytes($"{_options.Service} {_options.BaseUri.Authority} {secret}"));
        return Convert.ToBase64String(identity);
    }

    /// <summary>Adds an access token, so that it is removed from texts too.</summary>
    public void Learn(string accessToken)
    {
        _previousAccessToken = _accessToken;
        _accessToken = accessToken;
    }

    /// <summary>Masks every secret of the connection in a text.</summary>
    public string Scrub(string text)
    {
        // The longest first: a short secret may be part of a longer one.
        foreach (string secret in Known().OrderByDescending(secret => secret.Length))
            text = text.Replace(secret, Mask);
        return text;
    }

    /// <summary>Returns true if a text contains a secret of the connection.</summary>
    public bool AppearIn(string text) => Known().Any(secret => text.Contains(secret));

    public void Dispose()
    {
        _key?.Dispose();
        _password?.Dispose();
    }

    private static byte[] MakeSalt()
    {
        byte[] salt = new byte[32];
        using RandomNumberGenerator random = RandomNumberGenerator.Create();
        random.GetBytes(salt);
        return salt;
    }

    private IEnumerable<string> Known() => Secrets().SelectMany(Forms).Distinct(StringComparer.Ordinal);

    // A server that quotes a form or JSON quotes the secret in the encoding in which it was sent.
    private static IEnumerable<string> Forms(string secret)
    {
        string escaped = Uri.EscapeDataString(secret);
        yield return secret;
        yield return escaped;
        yield return escaped.Replace("%20", "+");
        yield return JsonEncodedText.Encode(secret).ToString();
        yield return JsonEncodedText.Encode(secret, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString();
    }

    private IEnumerable<string> Secrets()
    {
        string?[] secrets =
        [
            _key is null ? null : Key,
            _password is null ? null : Password,
            _options.Authentication == EvalAuthentication.Basic ? BasicParameter : null,
            _accessToken,
            _previousAccessToken,
            _options.ProxyCredential?.Password,
            _options.Proxy?.UserInfo,
        ];
        foreach (string? secret in secrets)
        {
            if (secret?.Length >= ShortestSecret)
                yield return secret;
        }

        foreach (string value in _options.Headers.Values)
        {
            if (value.Length >= ShortestHeaderValue)
                yield return value;
        }
    }
}

/// <summary>Detects headers and query parameters whose values may be secrets, by name.</summary>
internal static class SecretName
{
    private static readonly string[] Signs =
        ["auth", "key", "token", "secret", "password", "passwd", "cookie", "session", "credential", "signature", "sig"];

    public static bool IsSensitive(string name) =>
        Signs.Any(sign => name.Contains(sign, StringComparison.OrdinalIgnoreCase));
}

/// <summary>Converts a SecureString to text, for the moment when a header or a form needs it.</summary>
internal static class SecureText
{
    public static string Reveal(SecureString secret)
    {
        IntPtr memory = Marshal.SecureStringToGlobalAllocUnicode(secret);
        try
        {
            return Marshal.PtrToStringUni(memory, secret.Length);
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(memory);
        }
    }
}
