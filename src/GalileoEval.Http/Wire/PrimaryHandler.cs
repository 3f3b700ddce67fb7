using System.Net;
#if NET
using System.Net.Security;
#else
using System.Runtime.InteropServices;
using System.Security.Authentication;
#endif
using GalileoEval.Transport;

namespace GalileoEval.Http.Wire;

/// <summary>Creates the handler that opens connections.</summary>
internal static class PrimaryHandler
{
    // No cookies and no redirects: both could send data to the wrong host.
#if NET
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    public static HttpMessageHandler Create(EvalConnectionOptions options)
    {
        SocketsHttpHandler handler = new()
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = ConnectTimeout,
            PooledConnectionLifetime = ConnectionLifetime,
            UseCookies = false,
            UseProxy = UsesProxy(options),
            Proxy = ProxyOf(options),
            DefaultProxyCredentials = ProxyCredentialOf(options),
        };
        if (options.SkipCertificateCheck)
        {
            handler.SslOptions = new SslClientAuthenticationOptions
            {
#pragma warning disable CA5359 // Requested with -SkipCertificateCheck.
                RemoteCertificateValidationCallback = (_, _, _, _) => true,
#pragma warning restore CA5359
            };
        }

        return handler;
    }
#else
    // By default, .NET Framework allows two connections per host. A pipeline needs up to sixteen.
    private const int MostConnections = 256;

    public static HttpMessageHandler Create(EvalConnectionOptions options)
    {
        HttpClientHandler handler = new()
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
            MaxConnectionsPerServer = MostConnections,
            UseCookies = false,
            UseProxy = UsesProxy(options),
            Proxy = ProxyOf(options),
            DefaultProxyCredentials = ProxyCredentialOf(options),
        };
        // Windows PowerShell 5.1 may still start with TLS 1.0, which no service accepts.
        if (RuntimeInformation.FrameworkDescription.StartsWith(".NET Framework", StringComparison.Ordinal))
            handler.SslProtocols = SslProtocols.Tls12;
        if (options.SkipCertificateCheck)
            handler.ServerCertificateCustomValidationCallback = (_, _, _, _) => true;
        return handler;
    }
#endif

    // An API key for an http address on this machine must not be sent unencrypted to a proxy on another one.
    private static bool UsesProxy(EvalConnectionOptions options) =>
        !options.NoProxy
        && (options.BaseUri.Scheme == Uri.UriSchemeHttps
            || options.AllowUnencryptedAuthentication
            || !ConnectionRules.IsLoopback(options.BaseUri));

    private static WebProxy? ProxyOf(EvalConnectionOptions options) =>
        options.Proxy is { } address ? new WebProxy(address) { Credentials = ProxyCredentialOf(options) } : null;

    private static ICredentials? ProxyCredentialOf(EvalConnectionOptions options) =>
        options.ProxyUseDefaultCredentials ? CredentialCache.DefaultCredentials : options.ProxyCredential;
}
