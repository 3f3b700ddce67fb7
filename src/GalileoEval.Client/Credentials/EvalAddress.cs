using System.Text.RegularExpressions;
using GalileoEval.Errors;
using GalileoEval.Text;

namespace GalileoEval.Credentials;

/// <summary>Addresses of the services: the public ones, and the validation of custom ones.</summary>
public static class EvalAddress
{
    // The API of a console that runs on this machine.
    private static readonly Uri LocalApi = new("http://localhost:8088/");

    /// <summary>The public address of a service.</summary>
    /// <param name="service">The service.</param>
    /// <returns>The address; ends with a slash.</returns>
    public static Uri DefaultFor(EvalService service) => service switch
    {
        EvalService.Galileo => new Uri("https://api.galileo.ai/"),
        EvalService.Kolena => new Uri("https://agents-api.kolena.com/"),
        _ => new Uri("https://api.scale.com/"),
    };

    /// <summary>Validates and normalizes a base address: it ends with a slash, and a trailing <c>/v2</c> is removed for
    /// services whose operations begin with it.</summary>
    /// <param name="service">The service at the address.</param>
    /// <param name="address">The address; may have a path prefix, such as a gateway's.</param>
    /// <returns>The address; ends with a slash.</returns>
    /// <exception cref="EvalException">InvalidArgument: not an absolute http or https address, or it contains a user
    /// name, a query or a fragment. The message does not repeat the address, which may contain a secret.</exception>
    public static Uri Normalize(EvalService service, Uri address)
    {
        if (!address.IsAbsoluteUri || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp))
            throw Invalid(service, "must begin with https:// (or http://)");
        if (address.UserInfo.Length > 0)
            throw Invalid(service, "must not contain a user name or a password");
        if (address.Query.Length > 0 || address.Fragment.Length > 0)
            throw Invalid(service, "must not contain a query or a fragment");

        string path = address.AbsolutePath.TrimEnd('/');
        if (service is EvalService.Galileo or EvalService.Scale && path.EndsWith("/v2", StringComparison.OrdinalIgnoreCase))
            path = path.Substring(0, path.Length - "/v2".Length).TrimEnd('/');
        return new Uri(address.GetLeftPart(UriPartial.Authority) + path + "/");
    }

    /// <summary>The address of the API in Splunk Observability Cloud:
    /// <c>https://app.{realm}.observability.splunkcloud.com/ao/api/</c>.</summary>
    /// <param name="realm">The realm, such as us1.</param>
    /// <returns>The address; ends with a slash.</returns>
    /// <exception cref="EvalException">InvalidArgument: not the name of a realm.</exception>
    public static Uri FromSplunkRealm(string realm) =>
        // Other characters could change the host.
        new Regex(@"\A[A-Za-z0-9]+(-[A-Za-z0-9]+)*\z").IsMatch(realm) && realm.Length <= 63
            ? new Uri($"https://app.{realm.ToLowerInvariant()}.observability.splunkcloud.com/ao/api/")
            : throw new EvalException(EvalErrorCondition.InvalidArgument, $"Galileo: '{EvalText.OneLine(realm)}' is not a valid realm.")
            {
                Service = EvalService.Galileo,
                RecommendedAction = "Specify the realm of your organization in Splunk Observability Cloud, such as us1.",
            };

    /// <summary>Derives the address of the API of a standalone Splunk Agent Observability from the address of its
    /// console, as Splunk's own clients do: the label <c>console</c> or <c>app</c> of the host becomes <c>api</c>, a
    /// host without either gets <c>api.</c> in front, and a console on this machine has its API at
    /// <c>http://localhost:8088/</c>.</summary>
    /// <param name="console">The address of the console.</param>
    /// <returns>The address of the API; ends with a slash.</returns>
    /// <exception cref="EvalException">InvalidArgument: the address of the API cannot be derived from this
    /// one.</exception>
    public static Uri FromSplunkConsole(Uri console)
    {
        Uri checkedConsole = Normalize(EvalService.Galileo, console);
        if (checkedConsole.IsLoopback)
            return LocalApi;
        if (checkedConsole.HostNameType != UriHostNameType.Dns)
            throw NotDerivable(checkedConsole.Host, "SPLUNK_AO_API_URL");

        string[] labels = checkedConsole.Host.Split('.');
        int label = Array.FindIndex(labels, name => name is "console" or "app");
        if (label >= 0)
            labels[label] = "api";
        string host = string.Join(".", labels);
        return WithHost(checkedConsole, label >= 0 || labels[0] == "api" ? host : $"api.{host}");
    }

    /// <summary>Derives the address of Galileo's API from the address of its console, as Galileo's own clients do:
    /// <c>app.galileo.ai</c> becomes <c>api.galileo.ai</c>, elsewhere <c>console</c> in the host becomes <c>api</c>,
    /// and a console on this machine has its API at <c>http://localhost:8088/</c>.</summary>
    /// <param name="console">The address of the console.</param>
    /// <returns>The address of the API; ends with a slash.</returns>
    /// <exception cref="EvalException">InvalidArgument: the address of the API cannot be derived from this
    /// one.</exception>
    public static Uri FromGalileoConsole(Uri console)
    {
        Uri checkedConsole = Normalize(EvalService.Galileo, console);
        if (checkedConsole.IsLoopback)
            return LocalApi;

        string host = checkedConsole.Host;
        string apiHost = host == "app.galileo.ai"
            ? "api.galileo.ai"
            : new Regex("(?<=^|[.-])console(?=[.-]|$)").Replace(host, "api", 1);
        if (apiHost == host && !host.StartsWith("api.", StringComparison.Ordinal))
            throw NotDerivable(host, "GALILEO_API_URL");
        return WithHost(checkedConsole, apiHost);
    }

    private static Uri WithHost(Uri address, string host) =>
        new($"{address.Scheme}://{host}{(address.IsDefaultPort ? "" : $":{address.Port}")}/");

    private static EvalException NotDerivable(string host, string variable) =>
        new(EvalErrorCondition.InvalidArgument, $"Galileo: the address of the API cannot be derived from the address of the console, {host}.")
        {
            Service = EvalService.Galileo,
            RecommendedAction = $"Set {variable}, or specify -BaseUri.",
        };

    private static EvalException Invalid(EvalService service, string reason) =>
        new(EvalErrorCondition.InvalidArgument, $"{service}: the base address {reason}.")
        {
            Service = service,
            RecommendedAction = $"Specify an address such as {DefaultFor(service)}.",
        };
}
