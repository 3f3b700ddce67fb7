using System.Net;

namespace GalileoEval.Sandbox.Hosting;

/// <summary>Finds the operation that a request asks for. The first route that fits wins.</summary>
internal sealed class Router(IReadOnlyList<Route> routes, Authenticator authenticator)
{
    /// <summary>Answers a request.</summary>
    public async Task<Answer> AnswerAsync(HttpListenerRequest request, CancellationToken cancellationToken)
    {
        // Split before unescaping: an escaped slash belongs to its segment.
        string[] segments = [.. request.Url!.AbsolutePath.Trim('/').Split('/').Select(Uri.UnescapeDataString)];
        List<Route> others = [];
        foreach (Route route in routes)
        {
            if (route.Match(segments) is not { } path)
                continue;
            if (route.Method != request.HttpMethod)
            {
                others.Add(route);
                continue;
            }

            try
            {
                Request asked = new(request, path);
                if (route.NeedsKey)
                    authenticator.Check(route.Service, asked);
                return await route.Handler(asked, cancellationToken).ConfigureAwait(false);
            }
            catch (Refusal refusal)
            {
                return refusal.ToAnswer(route.Service);
            }
        }

        return others.Count == 0
            ? new Refusal(404, "Not Found").ToAnswer(Nearest(segments))
            : new Refusal(405, "Method Not Allowed").ToAnswer(others[0].Service) with
            {
                Headers = new Dictionary<string, string> { ["Allow"] = string.Join(", ", others.Select(route => route.Method).Distinct()) },
            };
    }

    // An unknown operation is rejected in the words of the service whose paths begin like it.
    private EvalService Nearest(string[] segments) =>
        routes.OrderByDescending(route => route.CommonPrefix(segments)).First().Service;
}
