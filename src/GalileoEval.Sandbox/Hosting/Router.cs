using System.Net;

namespace GalileoEval.Sandbox.Hosting;

/// <summary>Finds the operation for a request. The first matching route wins.</summary>
internal sealed class Router(IReadOnlyList<Route> routes, Authenticator authenticator)
{
    /// <summary>Dispatches a request to its operation.</summary>
    public async Task<JsonResponse> RespondAsync(HttpListenerRequest request, CancellationToken cancellationToken)
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
                Request parsed = new(request, path);
                if (route.NeedsKey)
                    authenticator.Check(route.Service, parsed);
                return await route.Handler(parsed, cancellationToken).ConfigureAwait(false);
            }
            catch (RequestRejectedException rejection)
            {
                return rejection.ToResponse(route.Service);
            }
        }

        return others.Count == 0
            ? new RequestRejectedException(404, "Not Found").ToResponse(Nearest(segments))
            : new RequestRejectedException(405, "Method Not Allowed").ToResponse(others[0].Service) with
            {
                Headers = new Dictionary<string, string> { ["Allow"] = string.Join(", ", others.Select(route => route.Method).Distinct()) },
            };
    }

    // Rejects an unknown operation in the format of the service with the most similar path.
    private EvalService Nearest(string[] segments) =>
        routes.OrderByDescending(route => route.CommonPrefix(segments)).First().Service;
}
