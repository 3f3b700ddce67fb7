namespace GalileoEval.Transport;

/// <summary>Creates the transport of a connection. The assembly with the third-party packages implements it, with a public
/// parameterless constructor.</summary>
public interface IEvalTransportFactory
{
    /// <summary>Creates a transport. Nothing is sent.</summary>
    /// <param name="options">The options of the connection.</param>
    /// <param name="timeProvider">The clock for every delay; null for the system's.</param>
    /// <returns>The transport; the caller disposes of it.</returns>
    /// <exception cref="Errors.EvalException">The options are invalid, such as an API key for an unencrypted address.</exception>
    IEvalTransport Create(EvalConnectionOptions options, TimeProvider? timeProvider = null);

    /// <summary>Starts the span of a wait. It is current until it is disposed of: call this in the asynchronous method that waits.</summary>
    /// <param name="services">The services of the work, once each or more often.</param>
    /// <returns>The span; null if nobody listens.</returns>
    IEvalWaitSpan? StartWait(IEnumerable<EvalService> services);
}
