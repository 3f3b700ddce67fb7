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
