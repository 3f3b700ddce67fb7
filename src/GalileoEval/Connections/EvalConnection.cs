using GalileoEval.Errors;
using GalileoEval.Loading;
using GalileoEval.Scale;
using GalileoEval.Transport;

namespace GalileoEval.Connections;

/// <summary>A connection to a service. None of its properties is a secret. Nothing is sent before it is used.</summary>
public sealed class EvalConnection
{
    private readonly object _gate = new();
    private readonly EvalConnectionOptions _options;
    private IEvalTransport? _transport;
    private bool _closed;

    internal EvalConnection(string name, EvalConnectionOptions options, EvalConnectionSource source)
    {
        Name = name;
        Source = source;
        _options = options;
        if (options.Service == EvalService.Scale)
            ScaleClient.Prepare();
    }

    /// <summary>The name; one per service.</summary>
    public string Name { get; }

    /// <summary>The service at the other end.</summary>
    public EvalService Service => _options.Service;

    /// <summary>The base address of the operations.</summary>
    public Uri BaseUri => _options.BaseUri;

    /// <summary>How the connection proves who it is.</summary>
    public EvalAuthentication Authentication => _options.Authentication;

    /// <summary>The user who is logged in; null for a key.</summary>
    public string? UserName => _options.UserName;

    /// <summary>The limit for one try of one request in seconds; 0 for none.</summary>
    public double TimeoutSec =>
        _options.Timeout == Timeout.InfiniteTimeSpan ? 0 : _options.Timeout.TotalSeconds;

    /// <summary>How often a failed request is sent again at most.</summary>
    public int MaximumRetryCount => _options.MaximumRetryCount;

    /// <summary>The user's own limit for all requests, per minute; null for the service's documented one.</summary>
    public int? MaximumRequestsPerMinute => _options.MaximumRequestsPerMinute;

    /// <summary>The maximum size of a response, in bytes after decompression.</summary>
    public long MaximumResponseSize => _options.MaximumResponseLength;

    /// <summary>Where the login came from.</summary>
    public EvalConnectionSource Source { get; }

    /// <summary>Whether cmdlets use this connection when none is named.</summary>
    public bool IsCurrent => ReferenceEquals(EvalSession.CurrentOf(Service), this);

    /// <summary>Carries the requests; made at first use.</summary>
    /// <exception cref="EvalException">NoConnection: it was disconnected. InvalidArgument: the options are invalid.</exception>
    internal IEvalTransport Transport
    {
        get
        {
            lock (_gate)
            {
                if (!_closed)
                    return _transport ??= PrivateAssemblies.Transports.Create(_options);
            }

            throw new EvalException(EvalErrorCondition.NoConnection, $"{Service}: the connection '{Name}' was disconnected.")
            {
                Service = Service,
                RecommendedAction = "Connect again.",
                NextStep = EvalNextStep.Connect,
            };
        }
    }

    /// <summary>The name.</summary>
    /// <returns>The name.</returns>
    public override string ToString() => Name;

    /// <summary>Ends the connection and its requests.</summary>
    internal void Close()
    {
        lock (_gate)
        {
            _closed = true;
            _transport?.Dispose();
            _transport = null;
        }
    }
}

/// <summary>Where the login of a connection came from.</summary>
public enum EvalConnectionSource
{
    /// <summary>The parameters of Connect-EvalService.</summary>
    Parameter,

    /// <summary>Environment variables.</summary>
    Environment,

    /// <summary>Start-EvalSandbox.</summary>
    Sandbox,
}
