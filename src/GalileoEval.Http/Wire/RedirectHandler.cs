using GalileoEval.Errors;
using GalileoEval.Text;

namespace GalileoEval.Http.Wire;

/// <summary>Follows redirects of reads within the same scheme, host and port. Nothing is sent to another origin, so no
/// API key can leak.</summary>
internal sealed class RedirectHandler : DelegatingHandler
{
    private const int MostRedirects = 5;

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        for (int redirects = 0; ; redirects++)
        {
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (!IsRedirect(response) || response.Headers.Location is not { } location)
                return response;

            response.Dispose();
            Uri target = location.IsAbsoluteUri ? location : new Uri(request.RequestUri!, location);
            CheckTarget(request, target, redirects);
            request.RequestUri = target;
        }
    }

    private static bool IsRedirect(HttpResponseMessage response) => (int)response.StatusCode is 301 or 302 or 303 or 307 or 308;

    private static bool IsSameOrigin(Uri one, Uri other) =>
        one.Scheme == other.Scheme
        && string.Equals(one.IdnHost, other.IdnHost, StringComparison.OrdinalIgnoreCase)
        && one.Port == other.Port
        && other.UserInfo.Length == 0;

    private static void CheckTarget(HttpRequestMessage request, Uri target, int redirects)
    {
        if (!IsSameOrigin(request.RequestUri!, target))
            throw Rejected(request, $"was redirected to another origin ({EvalText.OneLine(target.Host, 100)}), to which no API key is sent");
        if (request.Method != HttpMethod.Get && request.Method != HttpMethod.Head)
            throw Rejected(request, $"was redirected ({EvalText.OneLine(target.Host, 100)}), and only reads follow redirects");
        if (redirects >= MostRedirects)
            throw Rejected(request, $"was redirected more than {MostRedirects} times ({EvalText.OneLine(target.Host, 100)})");
    }

    private static EvalException Rejected(HttpRequestMessage message, string reason) =>
        new(EvalErrorCondition.InvalidResponse, $"{message.Connection().Options.Service}: {message.Operation().Operation} {reason}.")
        {
            Service = message.Connection().Options.Service,
            Operation = message.Operation().Operation,
            // A redirect elsewhere usually leads to a login page.
            IsWebPage = true,
            RecommendedAction = "Check -BaseUri: specify the address of the service itself. If it is right, a login page or a captive "
                + "portal may respond in its place: open the address in a browser and log in there, or set -Proxy.",
        };
}
