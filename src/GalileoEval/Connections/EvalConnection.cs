using GalileoEval.Errors;
using GalileoEval.Loading;
using GalileoEval.Scale;
using GalileoEval.Transport;

namespace GalileoEval.Connections;

/// <summary>A connection to a service. No property contains a secret. Nothing is sent before it is used.</summary>
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

    /// <summary>The service.</summary>
    public EvalService Service => _options.Service;

    /// <summary>The base address of the operations.</summary>
    public Uri BaseUri => _options.BaseUri;

    /// <summary>The authentication scheme.</summary>
    public EvalAuthentication Authentication => _options.Authentication;

    /// <summary>The user name; null for a key.</summary>
    public string? UserName => _options.UserName;

    /// <summary>The timeout of one attempt of a request in seconds; 0 for none.</summary>
    public double TimeoutSec =>
        _options.Timeout == Timeout.InfiniteTimeSpan ? 0 : _options.Timeout.TotalSeconds;

    /// <summary>The maximum number of retries of a request.</summary>
    public int MaximumRetryCount => _options.MaximumRetryCount;

    /// <summary>The user's own limit for all requests, per minute; null for the service's documented one.</summary>
    public int? MaximumRequestsPerMinute => _options.MaximumRequestsPerMinute;

    /// <summary>The maximum size of a response, in bytes after decompression.</summary>
    public long MaximumResponseSize => _options.MaximumResponseLength;

    /// <summary>The origin of the credentials.</summary>
    public EvalConnectionSource Source { get; }

    /// <summary>Whether cmdlets use this connection by default.</summary>
    public bool IsCurrent => ReferenceEquals(EvalSession.CurrentOf(Service), this);

    /// <summary>Carries the requests; created at first use.</summary>
    /// <exception cref="EvalException">NoConnection: it was disconnected. InvalidArgument: the options are
    /// invalid.</exception>
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

/// <summary>The origin of the credentials of a connection.</summary>
public enum EvalConnectionSource
{
    /// <summary>The parameters of Connect-EvalService.</summary>
    Parameter,

    /// <summary>Environment variables.</summary>
    Environment,

    /// <summary>Start-EvalSandbox.</summary>
    Sandbox,
}
