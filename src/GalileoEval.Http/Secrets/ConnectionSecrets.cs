using System.Security;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using GalileoEval.Transport;

namespace GalileoEval.Http.Secrets;

/// <summary>The secrets of one connection: gives them out for headers, and takes them out of every text.</summary>
internal sealed class ConnectionSecrets : IDisposable
{
    private const string Mask = "***";

    // Shorter ones would tear holes into every message, and protect nothing.
    private const int ShortestSecret = 4;
    private const int ShortestHeaderValue = 8;

    // An identity must not be found by trying keys against it outside this process.
    private static readonly byte[] IdentitySalt = MakeSalt();

    private readonly EvalConnectionOptions _options;
    private readonly SecureString? _key;
    private readonly SecureString? _password;
    private volatile string? _accessToken;
    private volatile string? _previousAccessToken;

    public ConnectionSecrets(EvalConnectionOptions options)
    {
        _options = options;
        // Own copies: the caller may dispose of theirs while requests are under way.
        _key = options.ApiKey?.Copy();
        _password = options.Password?.Copy();
    }

    /// <summary>The key.</summary>
    public string Key => SecureText.Reveal(_key!);

    /// <summary>The password.</summary>
    public string Password => SecureText.Reveal(_password!);

    /// <summary>What follows <c>Basic</c> in the header: user and password, or for Scale the key as user.</summary>
    public string BasicParameter
    {
        get
        {
            string pair = _options.Service == EvalService.Scale ? Key + ":" : _options.UserName + ":" + Password;
            return Convert.ToBase64String(Encoding.UTF8.GetBytes(pair));
        }
    }

    /// <summary>Names who asks whom, for what is counted per key, without holding the key.</summary>
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

    /// <summary>Remembers an access token, so that it is taken out of texts too.</summary>
    public void Learn(string accessToken)
    {
        _previousAccessToken = _accessToken;
        _accessToken = accessToken;
    }

    /// <summary>Takes every secret of the connection out of a text.</summary>
    public string Scrub(string text)
    {
        // The longest first: a short one may be a part of a long one.
        foreach (string secret in Known().OrderByDescending(secret => secret.Length))
            text = text.Replace(secret, Mask);
        return text;
    }

    /// <summary>Whether a text holds a secret of the connection.</summary>
    public bool AppearIn(string text) => Known().Any(secret => text.Contains(secret));

    /// <inheritdoc/>
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

    // A server that quotes a form or a JSON text quotes a secret in the form in which it travelled.
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
