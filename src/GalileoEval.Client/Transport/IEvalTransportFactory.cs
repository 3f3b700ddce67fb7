namespace GalileoEval.Transport;

/// <summary>Makes the transport of a connection. The room with the third-party packages implements it, with a public
/// constructor that takes nothing.</summary>
public interface IEvalTransportFactory
{
    /// <summary>Makes a transport. Nothing is sent.</summary>
    /// <param name="options">Where to, as whom, and how.</param>
    /// <param name="timeProvider">The clock for every delay; null for the system's.</param>
    /// <returns>The transport; the caller disposes of it.</returns>
    /// <exception cref="Errors.EvalException">The options are refused, such as a key for an unencrypted address.</exception>
    IEvalTransport Create(EvalConnectionOptions options, TimeProvider? timeProvider = null);
}
