using System.Net;
using System.Security;
using GalileoEval.Errors;
using GalileoEval.Http.Secrets;
using GalileoEval.Transport;

namespace GalileoEval.Http.Wire;

/// <summary>Validates the options of a connection before anything is sent. No message shows a secret.</summary>
internal static class ConnectionRules
{
    // Headers that authenticate the client, and headers that control routing and message framing.
    private static readonly HashSet<string> ReservedHeaders = new(StringComparer.OrdinalIgnoreCase)
    {
        "Authorization", "Proxy-Authorization", "Galileo-API-Key", "Splunk-AO-API-Key", "X-SF-Token", "Host", "Connection",
        "Proxy-Connection", "Keep-Alive", "Transfer-Encoding", "TE", "Trailer", "Upgrade", "Expect",
    };

    public static void Check(EvalConnectionOptions options)
    {
        CheckAddress(options.Service, options.BaseUri);
        CheckAuthentication(options);
        CheckEncryption(options);
        CheckLimits(options);
        foreach (KeyValuePair<string, string> header in options.Headers)
            CheckHeader(options.Service, header.Key, header.Value);
    }

    /// <summary>Returns true if traffic to the address stays on this machine. <see cref="Uri.IsLoopback"/> is not
    /// enough: it also accepts names that a resolver may map to another machine.</summary>
    public static bool IsLoopback(Uri address) =>
        string.Equals(address.Host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (address.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6
            && IPAddress.TryParse(address.DnsSafeHost, out IPAddress? ip)
            && IPAddress.IsLoopback(ip));

    private static void CheckAddress(EvalService service, Uri address)
    {
        if (!address.IsAbsoluteUri || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp))
            throw Invalid(service, "the base address is not an http or https address", "Specify -BaseUri as https://host/.");
        if (address.UserInfo.Length > 0)
            throw Invalid(
                service, "the base address contains a user name or password", "Specify them with -Credential, not in -BaseUri.");
        if (address.Query.Length > 0 || address.Fragment.Length > 0)
            throw Invalid(service, "the base address has a query or a fragment", "Remove the part of -BaseUri that starts with ? or #.");
    }

    private static void CheckAuthentication(EvalConnectionOptions options)
    {
        EvalService service = options.Service;
        switch (options.Authentication)
        {
            case EvalAuthentication.ApiKey or EvalAuthentication.SplunkToken when service == EvalService.Galileo:
            case EvalAuthentication.Bearer:
            case EvalAuthentication.Basic when service == EvalService.Scale:
                CheckKey(service, options.ApiKey);
                break;
            case EvalAuthentication.OAuth when service == EvalService.Galileo:
            case EvalAuthentication.Basic when service == EvalService.Galileo:
                CheckCredential(options);
                break;
            default:
                throw Invalid(
                    service,
                    $"the service does not support {options.Authentication} authentication",
                    "Omit -Authentication to use the default of the service.");
        }
    }

    private static void CheckKey(EvalService service, SecureString? key)
    {
        if (key is null || key.Length == 0)
            throw Invalid(service, "the API key is missing", "Specify the API key with -ApiKey.");
        // Header values are printable ASCII only. A line break would even start another header.
        if (SecureText.Reveal(key).Any(c => c is <= ' ' or >= '\x7f'))
            throw Invalid(
                service,
                "the API key contains a space, a line break or another invalid character",
                "Copy the API key again, without surrounding text.");
    }

    private static void CheckCredential(EvalConnectionOptions options)
    {
        EvalService service = options.Service;
        if (string.IsNullOrEmpty(options.UserName) || options.Password is null || options.Password.Length == 0)
            throw Invalid(service, "the user name or the password is missing", "Specify both with -Credential.");
        if (options.UserName.Any(char.IsControl) || SecureText.Reveal(options.Password).Any(char.IsControl))
            throw Invalid(
                service, "the user name or the password contains a control character", "Enter them again with Get-Credential.");
        if (options.Authentication == EvalAuthentication.Basic && options.UserName!.Contains(':'))
            throw Invalid(service, "a user name for Basic authentication cannot contain a colon", "Use -Authentication OAuth.");
    }

    private static void CheckEncryption(EvalConnectionOptions options)
    {
        if (options.BaseUri.Scheme == Uri.UriSchemeHttp
            && !IsLoopback(options.BaseUri)
            && !options.AllowUnencryptedAuthentication)
        {
            throw Invalid(
                options.Service,
                $"the API key would be sent unencrypted to {options.BaseUri.Host}",
                "Use an https address, or add -AllowUnencryptedAuthentication if everyone on the network may read the key.");
        }
    }

    private static void CheckLimits(EvalConnectionOptions options)
    {
        if (options.Timeout <= TimeSpan.Zero && options.Timeout != Timeout.InfiniteTimeSpan)
            throw Invalid(options.Service, "the timeout is not greater than zero", "Set -TimeoutSec to 1 or more.");
        if (options.Timeout.TotalMilliseconds > int.MaxValue)
            throw Invalid(options.Service, "the timeout is longer than 24 days", "Specify a shorter -TimeoutSec.");
        if (options.MaximumRetryCount < 0)
            throw Invalid(options.Service, "the retry count is below zero", "Set -MaximumRetryCount to 0 or more.");
        if (options.MaximumRequestsPerMinute < 1)
            throw Invalid(
                options.Service, "the limit of requests per minute is below one", "Set -MaximumRequestsPerMinute to 1 or more.");
        if (options.Proxy is { } proxy
            && (!proxy.IsAbsoluteUri || (proxy.Scheme != Uri.UriSchemeHttp && proxy.Scheme != Uri.UriSchemeHttps)))
            throw Invalid(options.Service, "the proxy is not an http or https address", "Specify -Proxy as http://host:port.");
    }

    private static void CheckHeader(EvalService service, string name, string value)
    {
        if (name.Length == 0 || !name.All(IsTokenCharacter))
            throw Invalid(service, "a header name contains a character that HTTP does not allow", "Use letters, digits and hyphens in -Header.");
        if (ReservedHeaders.Contains(name) || name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase))
            throw Invalid(service, $"the header {name} is set by the module itself", "Remove it from -Header.");
        if (value is null || value.Any(c => c is (< ' ' and not '\t') or >= '\x7f'))
            throw Invalid(
                service,
                $"the value of the header {name} contains a line break or another character that HTTP does not allow",
                "Use printable ASCII in -Header.");
    }

    private static bool IsTokenCharacter(char c) =>
        c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') || "!#$%&'*+-.^_`|~".Contains(c);

    private static EvalException Invalid(EvalService service, string reason, string action) =>
        new(EvalErrorCondition.InvalidArgument, $"{service}: cannot connect: {reason}.")
        {
            Service = service,
            RecommendedAction = action,
        };
}
