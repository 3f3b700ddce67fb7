using System.Text.RegularExpressions;
using GalileoEval.Errors;

namespace GalileoEval.Connections;

/// <summary>Addresses of the services: the public ones, and the validation of custom ones.</summary>
public static class EvalAddress
{
    /// <summary>The public address of a service.</summary>
    /// <param name="service">The service.</param>
    /// <returns>The address; ends with a slash.</returns>
    public static Uri DefaultFor(EvalService service) => service switch
    {
        EvalService.Galileo => new Uri("https://api.galileo.ai/"),
        EvalService.Kolena => new Uri("https://agents-api.kolena.com/"),
        _ => new Uri("https://api.scale.com/"),
    };

    /// <summary>Checks an address and brings it into the form that operations are appended to: it ends with a slash, and a
    /// closing <c>/v2</c> is taken off for the services whose operations begin with it.</summary>
    /// <param name="service">The service at the address.</param>
    /// <param name="address">The address; may carry a path prefix, such as a gateway's.</param>
    /// <returns>The address; ends with a slash.</returns>
    /// <exception cref="EvalException">InvalidArgument: not an absolute http or https address, or it carries a user name, a
    /// query or a fragment. The message does not repeat the address, which may contain a secret.</exception>
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

    /// <summary>Derives the address of Galileo's API from the address of its console, as Galileo's own clients do:
    /// <c>app.galileo.ai</c> becomes <c>api.galileo.ai</c>, elsewhere <c>console</c> in the host becomes <c>api</c>, and a
    /// console on this machine has its API at <c>http://localhost:8088/</c>.</summary>
    /// <param name="console">The address of the console.</param>
    /// <returns>The address of the API; ends with a slash.</returns>
    /// <exception cref="EvalException">InvalidArgument: the address of the API cannot be derived from this one.</exception>
    public static Uri FromGalileoConsole(Uri console)
    {
        Uri checkedConsole = Normalize(EvalService.Galileo, console);
        if (checkedConsole.IsLoopback)
            return new Uri("http://localhost:8088/");

        string host = checkedConsole.Host;
        string apiHost = host == "app.galileo.ai"
            ? "api.galileo.ai"
            : new Regex("(?<=^|[.-])console(?=[.-]|$)").Replace(host, "api", 1);
        if (apiHost == host && !host.StartsWith("api.", StringComparison.Ordinal))
        {
            throw new EvalException(
                EvalErrorCondition.InvalidArgument,
                $"Galileo: the address of the API cannot be derived from that of the console, {host}.")
            {
                Service = EvalService.Galileo,
                RecommendedAction = "Set GALILEO_API_URL, or specify -BaseUri.",
            };
        }

        string port = checkedConsole.IsDefaultPort ? "" : $":{checkedConsole.Port}";
        return new Uri($"{checkedConsole.Scheme}://{apiHost}{port}/");
    }

    private static EvalException Invalid(EvalService service, string reason) =>
        new(EvalErrorCondition.InvalidArgument, $"{service}: the base address {reason}.")
        {
            Service = service,
            RecommendedAction = $"Specify an address such as {DefaultFor(service)}.",
        };
}
