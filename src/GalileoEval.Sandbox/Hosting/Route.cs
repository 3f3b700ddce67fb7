namespace GalileoEval.Sandbox.Hosting;

/// <summary>One operation: what it answers to and what answers.</summary>
internal sealed class Route
{
    private readonly string[] _segments;

    /// <summary>Makes a route.</summary>
    /// <param name="service">The service whose operation it is.</param>
    /// <param name="method">The HTTP method.</param>
    /// <param name="template">The path without its leading slash; <c>{name}</c> stands for one segment.</param>
    /// <param name="handler">What answers.</param>
    public Route(
        EvalService service, string method, string template, Func<Request, CancellationToken, Task<Answer>> handler)
    {
        Service = service;
        Method = method;
        Handler = handler;
        Template = template;
        _segments = template.Split('/');
    }

    /// <summary>Makes a route that answers at once.</summary>
    public Route(EvalService service, string method, string template, Func<Request, Answer> handler)
        : this(service, method, template, (request, _) => Task.FromResult(handler(request)))
    {
    }

    public EvalService Service { get; }

    public string Method { get; }

    public string Template { get; }

    public Func<Request, CancellationToken, Task<Answer>> Handler { get; }

    /// <summary>False for the few operations that a client calls before it has logged in.</summary>
    public bool NeedsKey { get; init; } = true;

    /// <summary>The same operation below another prefix.</summary>
    public Route Under(string mount) => new(Service, Method, mount + Template, Handler) { NeedsKey = NeedsKey };

    /// <summary>Compares a path.</summary>
    /// <param name="segments">The segments of the path, unescaped.</param>
    /// <returns>What stands for the named segments; null when the path is another's.</returns>
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

    /// <summary>How many segments at the start of a path are those of this route.</summary>
    public int CommonPrefix(string[] segments) =>
        _segments.Zip(segments, (own, other) => own == other).TakeWhile(same => same).Count();

    // Galileo's IDs have digits. A word in the place of an ID, as in projects/all, is an operation of its own.
    private static bool IsWord(string segment) => segment.Length > 0 && segment.All(c => c is (>= 'a' and <= 'z') or '_');
}
