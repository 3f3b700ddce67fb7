namespace GalileoEval.Sandbox.Hosting;

/// <summary>A route: method, path and handler of one operation.</summary>
internal sealed class Route
{
    private readonly string[] _segments;

    /// <summary>Creates a route.</summary>
    /// <param name="service">The service that the operation belongs to.</param>
    /// <param name="method">The HTTP method.</param>
    /// <param name="template">The path without its leading slash; <c>{name}</c> stands for one segment.</param>
    /// <param name="handler">Handles the request.</param>
    public Route(
        EvalService service, string method, string template, Func<Request, CancellationToken, Task<JsonResponse>> handler)
    {
        Service = service;
        Method = method;
        Handler = handler;
        Template = template;
        _segments = template.Split('/');
    }

    /// <summary>Creates a route with a synchronous handler.</summary>
    public Route(EvalService service, string method, string template, Func<Request, JsonResponse> handler)
        : this(service, method, template, (request, _) => Task.FromResult(handler(request)))
    {
    }

    public EvalService Service { get; }

    public string Method { get; }

    public string Template { get; }

    public Func<Request, CancellationToken, Task<JsonResponse>> Handler { get; }

    /// <summary>False for the few operations that a client calls before it has logged in.</summary>
    public bool NeedsKey { get; init; } = true;

    /// <summary>Returns the same operation with another path prefix.</summary>
    public Route Under(string mount) => new(Service, Method, mount + Template, Handler) { NeedsKey = NeedsKey };

    /// <summary>Matches a path.</summary>
    /// <param name="segments">The segments of the path, unescaped.</param>
    /// <returns>The values of the named segments; null if the path does not match.</returns>
    public IReadOnlyDictionary<string, string>? Match(string[] segments)
    {
        if (segments.Length != _segments.Length)
            return null;

        Dictionary<string, string> values = new(StringComparer.Ordinal);
        for (int i = 0; i < segments.Length; i++)
        {
            if (_segments[i][0] == '{')
            {
                if (Service == EvalService.Galileo && IsWord(segments[i]))
                    return null;
                values[_segments[i].Trim('{', '}')] = segments[i];
            }
            else if (_segments[i] != segments[i])
                return null;
        }

        return values;
    }

    /// <summary>Returns the number of leading segments of a path that match this route.</summary>
    public int CommonPrefix(string[] segments) =>
        _segments.Zip(segments, (own, other) => own == other).TakeWhile(same => same).Count();

    // Galileo's IDs contain digits. A word in place of an ID, as in projects/all, belongs to another operation.
    private static bool IsWord(string segment) => segment.Length > 0 && segment.All(c => c is (>= 'a' and <= 'z') or '_');
}
