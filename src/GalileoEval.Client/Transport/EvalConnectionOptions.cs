using System.Net;
using System.Security;

namespace GalileoEval.Transport;

/// <summary>The options of a connection, for its transport. Contains secrets: never displayed or serialized.</summary>
public sealed class EvalConnectionOptions
{
    /// <summary>The service.</summary>
    public required EvalService Service { get; init; }

    /// <summary>The base address of the operations; may have a path prefix. Ends with a slash.</summary>
    public required Uri BaseUri { get; init; }

    /// <summary>The authentication scheme.</summary>
    public required EvalAuthentication Authentication { get; init; }

    /// <summary>The key or token for ApiKey, Bearer and SplunkToken, and for Basic with Scale.</summary>
    public SecureString? ApiKey { get; init; }

    /// <summary>The user for OAuth, and for Basic with Galileo.</summary>
    public string? UserName { get; init; }

    /// <summary>The password for OAuth, and for Basic with Galileo.</summary>
    public SecureString? Password { get; init; }

    /// <summary>Additional headers for every request, such as a gateway's. Their values are secrets.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The timeout of one attempt of a request, including its response;
    /// <see cref="System.Threading.Timeout.InfiniteTimeSpan"/>
    /// for none. Default 60 seconds.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The maximum number of retries of a request. Default 5; 0 disables retries.</summary>
    public int MaximumRetryCount { get; init; } = 5;

    /// <summary>The user's own limit for all requests of this key, per minute; null for the service's documented
    /// one.</summary>
    public int? MaximumRequestsPerMinute { get; init; }

    /// <summary>The maximum length of a response, in bytes after decompression. Default 256 MiB.</summary>
    public long MaximumResponseLength { get; init; } = 256L * 1024 * 1024;

    /// <summary>The proxy; null for the system's.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>The user for the proxy.</summary>
    public NetworkCredential? ProxyCredential { get; init; }

    /// <summary>Whether to authenticate at the proxy as the current user.</summary>
    public bool ProxyUseDefaultCredentials { get; init; }

    /// <summary>Whether to bypass all proxies.</summary>
    public bool NoProxy { get; init; }

    /// <summary>Whether to accept any server certificate.</summary>
    public bool SkipCertificateCheck { get; init; }

    /// <summary>Whether secrets may be sent unencrypted to a host other than loopback.</summary>
    public bool AllowUnencryptedAuthentication { get; init; }
}

/// <summary>The authentication scheme of a connection.</summary>
public enum EvalAuthentication
{
    /// <summary>Galileo: the key in the header <c>Galileo-API-Key</c>.</summary>
    ApiKey,

    /// <summary>Galileo: OAuth2 password flow; user name and password are exchanged for an access token, which is
    /// renewed before it expires.</summary>
    OAuth,

    /// <summary>HTTP Basic: Galileo with user name and password, Scale with the key as user name.</summary>
    Basic,

    /// <summary>Kolena and Scale: the key as a Bearer token.</summary>
    Bearer,

    /// <summary>Galileo in Splunk Observability Cloud: the token in the header <c>X-SF-Token</c>, without a
    /// login.</summary>
    SplunkToken,
}
