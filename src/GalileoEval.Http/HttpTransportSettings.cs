using GalileoEval.Http.Limits;
using GalileoEval.Transport;

namespace GalileoEval.Http;

/// <summary>Settings that only tests change: the primary handler, the random numbers and the limits that the process shares.</summary>
internal sealed class HttpTransportSettings
{
    /// <summary>Creates the handler that opens connections. The transport disposes of it.</summary>
    public Func<EvalConnectionOptions, HttpMessageHandler> PrimaryHandler { get; init; } = Wire.PrimaryHandler.Create;

    /// <summary>Returns a number from 0 to below 1: the jitter of the delays before retries.</summary>
    public Func<double> Jitter { get; init; } = Retries.Chance.Next;

    /// <summary>The rate limits that all transports of the process share.</summary>
    public RateLimits Limits { get; init; } = RateLimits.Shared;
}
