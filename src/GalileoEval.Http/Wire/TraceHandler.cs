using System.Globalization;
using System.Net.Http.Headers;
using GalileoEval.Http.Secrets;
using GalileoEval.Text;
using GalileoEval.Transport;

namespace GalileoEval.Http.Wire;

/// <summary>Reports requests and responses to the observer, without bodies and secrets.</summary>
internal sealed class TraceHandler : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        EvalRequest operation = request.Operation();
        if (operation.Observer is not { } observer)
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);

        WireConnection connection = request.Connection();
        if (observer.IsVerboseEnabled)
            observer.Verbose(Line(connection, $"{request.Method} {request.RequestUri!.GetLeftPart(UriPartial.Path)} ({operation.Operation})"));
        if (observer.IsDebugEnabled)
        {
            observer.Debug(Line(connection, $"> {request.Method} {ShownUri.Of(request.RequestUri!)}"));
            Show(connection, observer, '>', request.Headers, request.Content?.Headers);
        }

        long start = connection.Clock.GetTimestamp();
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        double milliseconds = connection.Clock.GetElapsedTime(start).TotalMilliseconds;
        if (observer.IsVerboseEnabled)
        {
            string media = response.Content?.Headers.ContentType?.MediaType is { } type ? ", " + type : "";
            observer.Verbose(Line(connection, string.Format(
                CultureInfo.InvariantCulture,
                "-> {0} {1} in {2:0} ms{3}", (int)response.StatusCode, response.ReasonPhrase, milliseconds, media)));
        }

        if (observer.IsDebugEnabled)
            Show(connection, observer, '<', response.Headers, response.Content?.Headers);
        if (RetryAfterHeader.Read(response, connection.Clock) is { } delay)
            observer.RetryAfter(delay);
        return response;
    }

    private static void Show(WireConnection connection, IEvalObserver observer, char direction, params HttpHeaders?[] groups)
    {
        foreach (KeyValuePair<string, IEnumerable<string>> header in groups.OfType<HttpHeaders>().SelectMany(group => group))
            observer.Debug(Line(connection, $"{direction} {header.Key}: {ValueOf(connection, header)}"));
    }

    private static string ValueOf(WireConnection connection, KeyValuePair<string, IEnumerable<string>> header)
    {
        if (SecretName.IsSensitive(header.Key) || connection.Options.Headers.Keys.Contains(header.Key, StringComparer.OrdinalIgnoreCase))
            return "***";
        string value = string.Join(", ", header.Value);
        // Addresses in headers (Location, Link) may contain signed queries.
        return value.Contains('?') ? value.Split('?')[0] + "?***" : value;
    }

    private static string Line(WireConnection connection, string text) => EvalText.OneLine(connection.Secrets.Scrub(text), 2000);
}

/// <summary>Formats an address for a trace: masks the values of query parameters that may be secrets.</summary>
internal static class ShownUri
{
    public static string Of(Uri address)
    {
        string place = address.GetLeftPart(UriPartial.Path);
        return address.Query.Length > 1
            ? place + "?" + string.Join("&", address.Query.Substring(1).Split('&').Select(Parameter))
            : place;
    }

    private static string Parameter(string parameter)
    {
        string name = parameter.Split('=')[0];
        return name.Length < parameter.Length && SecretName.IsSensitive(Uri.UnescapeDataString(name)) ? name + "=***" : parameter;
    }
}
