using GalileoEval.Http.Limits;
using GalileoEval.Transport;

namespace GalileoEval.Http;

/// <summary>What no user sets but a test may: where the bytes go, chance, and what the process shares.</summary>
internal sealed class HttpTransportSettings
{
    /// <summary>Makes the handler that opens connections; the transport disposes of it.</summary>
    public Func<EvalConnectionOptions, HttpMessageHandler> PrimaryHandler { get; init; } = Wire.PrimaryHandler.Create;

    /// <summary>A number from 0 up to 1 that spreads the delays before retries.</summary>
    public Func<double> Jitter { get; init; } = Retries.Chance.Next;

    /// <summary>The limits that all transports of the process keep together.</summary>
    public RateLimits Limits { get; init; } = RateLimits.Shared;
}
