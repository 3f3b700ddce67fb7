using GalileoEval.Errors;

namespace GalileoEval.Transport;

/// <summary>
/// Receives the progress of requests. Called from any thread; an implementation must not throw and must not
/// block. Texts are already free of secrets and control characters.
/// </summary>
public interface IEvalObserver
{
    /// <summary>Whether the lines of <see cref="Verbose"/> are shown; if not, they need not be created.</summary>
    bool IsVerboseEnabled { get; }

    /// <summary>Whether the lines of <see cref="Debug"/> are shown; if not, they need not be created.</summary>
    bool IsDebugEnabled { get; }

    /// <summary>A line for <c>-Verbose</c>: a request, its response, a retry.</summary>
    /// <param name="message">The line.</param>
    void Verbose(string message);

    /// <summary>A line for <c>-Debug</c>: headers, sizes, decisions.</summary>
    /// <param name="message">The line.</param>
    void Debug(string message);

    /// <summary>Something the user should know though nothing failed.</summary>
    /// <param name="message">The line.</param>
    /// <param name="nextStep">What the line ends with; null if a front end has nothing to add.</param>
    void Warning(string message, EvalNextStep? nextStep = null);

    /// <summary>A response asked the client to wait before the next request.</summary>
    /// <param name="delay">How long.</param>
    void RetryAfter(TimeSpan delay);
}

/// <summary>An observer whose owner has a deadline, such as a wait with a timeout.</summary>
internal interface IDeadline
{
    /// <summary>The time to the deadline, not below zero; null without a deadline.</summary>
    TimeSpan? TimeLeft { get; }
}
