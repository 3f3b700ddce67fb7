namespace GalileoEval.Transport;

/// <summary>
/// Hears what happens on the way of a request. Called from any thread; an implementation must not throw and must not
/// block. Texts are already free of secrets and control characters.
/// </summary>
public interface IEvalObserver
{
    /// <summary>Whether anybody sees the lines of <see cref="Verbose"/>; where nobody does they need not be made.</summary>
    bool HearsVerbose { get; }

    /// <summary>Whether anybody sees the lines of <see cref="Debug"/>; where nobody does they need not be made.</summary>
    bool HearsDebug { get; }

    /// <summary>A line for <c>-Verbose</c>: a request sent and answered, a retry.</summary>
    /// <param name="message">The line.</param>
    void Verbose(string message);

    /// <summary>A line for <c>-Debug</c>: headers, sizes, decisions.</summary>
    /// <param name="message">The line.</param>
    void Debug(string message);

    /// <summary>Something the user should know though nothing failed.</summary>
    /// <param name="message">The line.</param>
    void Warning(string message);

    /// <summary>The service asked, on any answer, to wait before the next request.</summary>
    /// <param name="delay">How long.</param>
    void RetryAfter(TimeSpan delay);
}
