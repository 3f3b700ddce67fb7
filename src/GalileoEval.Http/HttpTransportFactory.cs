using GalileoEval.Http.Limits;
using GalileoEval.Http.Telemetry;
using GalileoEval.Http.Wire;
using GalileoEval.Transport;

namespace GalileoEval.Http;

/// <summary>Creates transports that use HTTP.</summary>
public sealed class HttpTransportFactory : IEvalTransportFactory
{
    private readonly HttpTransportSettings _settings;

    /// <summary>Creates a factory. This opens no connection and sends nothing.</summary>
    public HttpTransportFactory()
        : this(new HttpTransportSettings())
    {
    }

    internal HttpTransportFactory(HttpTransportSettings settings) => _settings = settings;

    /// <inheritdoc/>
    public IEvalTransport Create(EvalConnectionOptions options, TimeProvider? timeProvider = null)
    {
        ConnectionRules.Check(options);
        return new HttpTransport(options, _settings, timeProvider ?? TimeProvider.System);
    }

    /// <inheritdoc/>
    public IEvalWaitSpan? StartWait(IEnumerable<EvalService> services) => WaitTrace.Start(services);
}

/// <summary>Settings that only tests change: the primary handler, the random numbers and the limits that the process
/// shares.</summary>
internal sealed class HttpTransportSettings
{
    /// <summary>Creates the handler that opens connections. The transport disposes of it.</summary>
    public Func<EvalConnectionOptions, HttpMessageHandler> PrimaryHandler { get; init; } = Wire.PrimaryHandler.Create;

    /// <summary>Returns a number from 0 to below 1: the jitter of the delays before retries.</summary>
    public Func<double> Jitter { get; init; } = Retries.Chance.Next;

    /// <summary>The rate limits that all transports of the process share.</summary>
    public RateLimits Limits { get; init; } = RateLimits.Shared;
}
