using System.Net;
using GalileoEval.Text;

namespace GalileoEval.Errors;

/// <summary>
/// The one exception of this library for everything a service, the network or an argument does wrong. Cancellation
/// by the caller stays an <see cref="OperationCanceledException"/>.
/// </summary>
public sealed class EvalException : Exception
{
    /// <summary>Makes an error.</summary>
    /// <param name="condition">What went wrong.</param>
    /// <param name="message">The whole message: service, operation, status and the server's own words. What should not be
    /// shown in it is taken out, and what is too long is cut.</param>
    /// <param name="innerException">The cause, if another exception is.</param>
    public EvalException(EvalErrorCondition condition, string message, Exception? innerException = null)
        : base(EvalText.Shown(message, EvalText.LongestMessage), innerException)
    {
        Condition = condition;
    }

    /// <summary>What went wrong.</summary>
    public EvalErrorCondition Condition { get; }

    /// <summary>The service that answered, if one did.</summary>
    public EvalService? Service { get; init; }

    /// <summary>The operation in the field's words, such as <c>get task</c>.</summary>
    public string? Operation { get; init; }

    /// <summary>The HTTP status of the answer, if there was one.</summary>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>The server's own words, without the status.</summary>
    public string? ServerMessage { get; init => field = Safe(value); }

    /// <summary>How long the service asked to wait before the next try.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The service's own word on whether a retry can help; null when it said nothing.</summary>
    public bool? IsRetriable { get; init; }

    /// <summary>What the user can do about it.</summary>
    public string? RecommendedAction { get; init => field = Safe(value); }

    /// <summary>True when an HTML page came in place of the service's JSON: a wrong address, a login page, a captive portal or
    /// a proxy.</summary>
    public bool IsWebPage { get; init; }

    /// <summary>
    /// True when a later try may succeed: the network, 408, 429, 500, 502, 503, 504, what a gateway answers for a service
    /// that it does not reach (520 to 524) or that has too much to do (529), or a timeout, unless the service says that a retry
    /// is of no use.
    /// </summary>
    public bool IsTransient => IsRetriable ?? Condition switch
    {
        EvalErrorCondition.RateLimited or EvalErrorCondition.Timeout or EvalErrorCondition.ConnectionFailed => true,
        // 501 and 505 stay what they are however often one asks.
        EvalErrorCondition.ServerError => StatusCode is null || (int)StatusCode is 500 or 502 or 503 or 504 or (>= 520 and <= 524) or 529,
        _ => false,
    };

    private static string? Safe(string? text) => text is null ? null : EvalText.Shown(text, EvalText.LongestMessage);
}
