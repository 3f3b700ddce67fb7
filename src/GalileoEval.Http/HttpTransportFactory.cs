using GalileoEval.Transport;

namespace GalileoEval.Http;

/// <summary>Makes transports that speak HTTP.</summary>
public sealed class HttpTransportFactory : IEvalTransportFactory
{
    private readonly HttpTransportSettings _settings;

    /// <summary>Makes a factory. Cheap: nothing is opened or sent.</summary>
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
}
