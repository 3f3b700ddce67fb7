using System.Globalization;
using System.Net.Http.Headers;
using GalileoEval.Http.Retries;
using GalileoEval.Http.Secrets;
using GalileoEval.Text;
using GalileoEval.Transport;

namespace GalileoEval.Http.Wire;

/// <summary>Reports requests and responses to the observer, without bodies and secrets.</summary>
internal sealed class TraceHandler(ConnectionSecrets secrets, EvalConnectionOptions options, TimeProvider clock)
    : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        EvalRequest operation = request.Operation();
        if (operation.Observer is not { } observer)
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);

        if (observer.IsVerboseEnabled)
            observer.Verbose(Line($"{request.Method} {request.RequestUri!.GetLeftPart(UriPartial.Path)} ({operation.Operation})"));
        if (observer.IsDebugEnabled)
        {
            observer.Debug(Line($"> {request.Method} {ShownUri.Of(request.RequestUri!)}"));
            Show(observer, '>', request.Headers, request.Content?.Headers);
        }

        long start = clock.GetTimestamp();
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        double milliseconds = clock.GetElapsedTime(start).TotalMilliseconds;
        if (observer.IsVerboseEnabled)
        {
            string media = response.Content?.Headers.ContentType?.MediaType is { } type ? ", " + type : "";
            observer.Verbose(Line(string.Format(
                CultureInfo.InvariantCulture,
                "-> {0} {1} in {2:0} ms{3}", (int)response.StatusCode, response.ReasonPhrase, milliseconds, media)));
        }

        if (observer.IsDebugEnabled)
            Show(observer, '<', response.Headers, response.Content?.Headers);
        if (RetryAfterHeader.Read(response, clock) is { } delay)
            observer.RetryAfter(delay);
        return response;
    }

    private void Show(IEvalObserver observer, char direction, params HttpHeaders?[] groups)
    {
        foreach (KeyValuePair<string, IEnumerable<string>> header in groups.OfType<HttpHeaders>().SelectMany(group => group))
            observer.Debug(Line($"{direction} {header.Key}: {ValueOf(header)}"));
    }

    private string ValueOf(KeyValuePair<string, IEnumerable<string>> header)
    {
        if (SecretName.IsSensitive(header.Key) || options.Headers.Keys.Contains(header.Key, StringComparer.OrdinalIgnoreCase))
            return "***";
        string value = string.Join(", ", header.Value);
        // Addresses in headers (Location, Link) may contain signed queries.
        return value.Contains('?') ? value.Split('?')[0] + "?***" : value;
    }

    private string Line(string text) => EvalText.OneLine(secrets.Scrub(text), 2000);
}
