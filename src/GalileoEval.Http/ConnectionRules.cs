using System.Net;
using System.Security;
using GalileoEval.Errors;
using GalileoEval.Http.Secrets;
using GalileoEval.Transport;

namespace GalileoEval.Http;

/// <summary>What a connection must fulfil before anything is sent. No message ever shows a secret.</summary>
internal static class ConnectionRules
{
    // Those that prove who asks, and those that say where a message goes and where it ends.
    private static readonly HashSet<string> ReservedHeaders = new(StringComparer.OrdinalIgnoreCase)
    {
        "Authorization", "Proxy-Authorization", "Galileo-API-Key", "Host", "Connection", "Proxy-Connection", "Keep-Alive",
        "Transfer-Encoding", "TE", "Trailer", "Upgrade", "Expect",
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

    /// <summary>Whether an address cannot leave this machine. Not <see cref="Uri.IsLoopback"/>, which also takes names
    /// that a resolver may send elsewhere.</summary>
    public static bool IsLoopback(Uri address) =>
        string.Equals(address.Host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (address.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6
            && IPAddress.TryParse(address.DnsSafeHost, out IPAddress? ip)
            && IPAddress.IsLoopback(ip));

    private static void CheckAddress(EvalService service, Uri address)
    {
        if (!address.IsAbsoluteUri || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp))
            throw Refuse(service, "the base address is not an http or https address", "Give -BaseUri as https://host/.");
        if (address.UserInfo.Length > 0)
            throw Refuse(
                service, "the base address holds a user name or password", "Give them with -Credential, not in -BaseUri.");
        if (address.Query.Length > 0 || address.Fragment.Length > 0)
            throw Refuse(service, "the base address has a query or a fragment", "Leave out what begins with ? or # in -BaseUri.");
    }

    private static void CheckAuthentication(EvalConnectionOptions options)
    {
        EvalService service = options.Service;
        switch (options.Authentication)
        {
            case EvalAuthentication.ApiKey when service == EvalService.Galileo:
            case EvalAuthentication.Bearer:
            case EvalAuthentication.Basic when service == EvalService.Scale:
                CheckKey(service, options.ApiKey);
                break;
            case EvalAuthentication.OAuth when service == EvalService.Galileo:
            case EvalAuthentication.Basic when service == EvalService.Galileo:
                CheckCredential(options);
                break;
            default:
                throw Refuse(
                    service,
                    $"the service has no authentication {options.Authentication}",
                    "Leave out -Authentication to use the service's usual one.");
        }
    }

    private static void CheckKey(EvalService service, SecureString? key)
    {
        if (key is null || key.Length == 0)
            throw Refuse(service, "there is no key", "Give the key with -ApiKey.");
        // Headers carry printable ASCII only; a line break would even begin another header.
        if (SecureText.Reveal(key).Any(c => c is <= ' ' or >= '\x7f'))
            throw Refuse(
                service,
                "the key holds a space, a line break or another character that no key has",
                "Copy the key again, without anything around it.");
    }

    private static void CheckCredential(EvalConnectionOptions options)
    {
        EvalService service = options.Service;
        if (string.IsNullOrEmpty(options.UserName) || options.Password is null || options.Password.Length == 0)
            throw Refuse(service, "there is no user name or no password", "Give both with -Credential.");
        if (options.UserName.Any(char.IsControl) || SecureText.Reveal(options.Password).Any(char.IsControl))
            throw Refuse(
                service, "the user name or the password holds a control character", "Enter them again with Get-Credential.");
        if (options.Authentication == EvalAuthentication.Basic && options.UserName.Contains(':'))
            throw Refuse(service, "a user name for Basic cannot hold a colon", "Use -Authentication OAuth.");
    }

    private static void CheckEncryption(EvalConnectionOptions options)
    {
        if (options.BaseUri.Scheme == Uri.UriSchemeHttp
            && !IsLoopback(options.BaseUri)
            && !options.AllowUnencryptedAuthentication)
        {
            throw Refuse(
                options.Service,
                $"a key is not sent unencrypted to {options.BaseUri.Host}",
                "Use an https address, or add -AllowUnencryptedAuthentication if everyone on the way may read the key.");
        }
    }

    private static void CheckLimits(EvalConnectionOptions options)
    {
        if (options.Timeout <= TimeSpan.Zero && options.Timeout != Timeout.InfiniteTimeSpan)
            throw Refuse(options.Service, "the timeout is not above zero", "Give -TimeoutSec as 1 or more.");
        if (options.Timeout.TotalMilliseconds > int.MaxValue)
            throw Refuse(options.Service, "the timeout is longer than 24 days", "Give a shorter -TimeoutSec.");
        if (options.MaximumRetryCount < 0)
            throw Refuse(options.Service, "the retry count is below zero", "Give -MaximumRetryCount as 0 or more.");
        if (options.MaximumRequestsPerMinute < 1)
            throw Refuse(
                options.Service, "the limit of requests per minute is below one", "Give -MaximumRequestsPerMinute as 1 or more.");
        if (options.Proxy is { } proxy
            && (!proxy.IsAbsoluteUri || (proxy.Scheme != Uri.UriSchemeHttp && proxy.Scheme != Uri.UriSchemeHttps)))
            throw Refuse(options.Service, "the proxy is not an http or https address", "Give -Proxy as http://host:port.");
    }

    private static void CheckHeader(EvalService service, string name, string value)
    {
        if (name.Length == 0 || !name.All(IsTokenCharacter))
            throw Refuse(service, "a header has a name that HTTP does not allow", "Use letters, digits and hyphens in -Header.");
        if (ReservedHeaders.Contains(name) || name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase))
            throw Refuse(service, $"the header {name} is the module's own", "Leave it out of -Header.");
        if (value is null || value.Any(c => c is (< ' ' and not '\t') or >= '\x7f'))
            throw Refuse(
                service,
                $"the value of the header {name} holds a line break or another character that HTTP does not allow",
                "Use printable ASCII in -Header.");
    }

    private static bool IsTokenCharacter(char c) =>
        c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') || "!#$%&'*+-.^_`|~".Contains(c);

    private static EvalException Refuse(EvalService service, string reason, string action) =>
        new(EvalErrorCondition.InvalidArgument, $"{service}: cannot connect: {reason}.")
        {
            Service = service,
            RecommendedAction = action,
        };
}
