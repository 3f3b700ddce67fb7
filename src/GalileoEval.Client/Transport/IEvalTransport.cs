namespace GalileoEval.Transport;

/// <summary>
/// Carries requests of one connection: authentication, rate limit, retries and trace are its work, what is said is not.
/// Safe for use by many threads.
/// </summary>
public interface IEvalTransport : IDisposable
{
    /// <summary>Sends the request and reads the answer, and does both again while <see cref="EvalRequest.Retry"/> and the
    /// connection allow it.</summary>
    /// <typeparam name="T">What the answer is read into.</typeparam>
    /// <param name="request">The request.</param>
    /// <param name="read">Reads the body of a 2xx answer; called once per answer, within the time limit.</param>
    /// <param name="cancellationToken">Ends everything at once.</param>
    /// <returns>What <paramref name="read"/> returned.</returns>
    /// <exception cref="Errors.EvalException">Any answer but 2xx, no answer, or what <paramref name="read"/> threw.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The transport was disposed of before or meanwhile.</exception>
    Task<T> SendAsync<T>(
        EvalRequest request,
        Func<EvalResponse, CancellationToken, Task<T>> read,
        CancellationToken cancellationToken);
}
