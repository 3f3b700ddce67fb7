using GalileoEval.Errors;

namespace GalileoEval.Transport;

/// <summary>
/// Sends the requests of one connection: authentication, rate limits, retries and traces, independent of the content.
/// Thread-safe.
/// </summary>
public interface IEvalTransport : IDisposable
{
    /// <summary>Sends the request and reads the response, and retries both while <see cref="EvalRequest.Retry"/> and
    /// the connection allow it.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="request">The request.</param>
    /// <param name="read">Reads the body of a 2xx response; called once per response, within the timeout.</param>
    /// <param name="cancellationToken">Ends everything at once.</param>
    /// <returns>What <paramref name="read"/> returned.</returns>
    /// <exception cref="Errors.EvalException">A status other than 2xx, no response, or the exception of
    /// <paramref name="read"/>.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The transport was disposed of, before or during the
    /// request.</exception>
    Task<T> SendAsync<T>(
        EvalRequest request,
        Func<EvalResponse, CancellationToken, Task<T>> read,
        CancellationToken cancellationToken);
}

/// <summary>Creates the transport of a connection. The assembly with the third-party packages implements it, with a
/// public parameterless constructor.</summary>
public interface IEvalTransportFactory
{
    /// <summary>Creates a transport. Nothing is sent.</summary>
    /// <param name="options">The options of the connection.</param>
    /// <param name="timeProvider">The clock for every delay; null for the system's.</param>
    /// <returns>The transport; the caller disposes of it.</returns>
    /// <exception cref="Errors.EvalException">The options are invalid, such as an API key for an unencrypted
    /// address.</exception>
    IEvalTransport Create(EvalConnectionOptions options, TimeProvider? timeProvider = null);

    /// <summary>Starts the span of a wait. It is current until it is disposed of, so call this in the asynchronous
    /// method that waits.</summary>
    /// <param name="services">The services of the work; duplicates are allowed.</param>
    /// <returns>The span; null without a listener.</returns>
    IEvalWaitSpan? StartWait(IEnumerable<EvalService> services);
}

/// <summary>The span of a wait for work. Requests that are sent before it ends are its children. See
/// docs/telemetry.md.</summary>
public interface IEvalWaitSpan : IDisposable
{
    /// <summary>Counts work that ended.</summary>
    /// <param name="state">Its state.</param>
    void Ended(EvalState state);

    /// <summary>Counts work that did not end, or could not be read.</summary>
    /// <param name="error">The error; only its condition is used.</param>
    void Missed(EvalException error);

    /// <summary>Records that the wait itself failed or was canceled.</summary>
    /// <param name="failure">The cause.</param>
    void Fail(Exception failure);
}
