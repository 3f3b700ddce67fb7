using System.Net;
using GalileoEval.Text;

namespace GalileoEval.Errors;

/// <summary>
/// The exception of this library for errors of services, the network and arguments. Cancellation by the caller is an
/// <see cref="OperationCanceledException"/>.
/// </summary>
public sealed class EvalException : Exception
{
    /// <summary>Creates an error.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="message">The complete message: service, operation, status and the message of the server. Unsafe
    /// characters are removed, and a long message is truncated.</param>
    /// <param name="innerException">The inner exception; null for none.</param>
    public EvalException(EvalErrorCondition condition, string message, Exception? innerException = null)
        : base(EvalText.Shown(message, EvalText.LongestMessage), innerException)
    {
        Condition = condition;
    }

    /// <summary>The condition.</summary>
    public EvalErrorCondition Condition { get; }

    /// <summary>The service, if there is one.</summary>
    public EvalService? Service { get; init; }

    /// <summary>The name of the operation, such as <c>get task</c>.</summary>
    public string? Operation { get; init; }

    /// <summary>The HTTP status of the response, if there was one.</summary>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>The message of the server, without the status.</summary>
    public string? ServerMessage { get; init => field = Safe(value); }

    /// <summary>The delay before the next try that the service requested.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether a retry can help, according to the service; null if unknown.</summary>
    public bool? IsRetriable { get; init; }

    /// <summary>The action that is recommended to the user.</summary>
    public string? RecommendedAction { get; init => field = Safe(value); }

    /// <summary>The step to append to <see cref="RecommendedAction"/>; null if a front end has nothing to
    /// add.</summary>
    public EvalNextStep? NextStep { get; init; }

    /// <summary>True if the response is an HTML page instead of JSON: a wrong address, a login page, a captive portal
    /// or a proxy.</summary>
    public bool IsWebPage { get; init; }

    /// <summary>
    /// True if a later attempt may succeed: a network failure, 408, 429, 500, 502, 503, 504, the status of a gateway
    /// for a service that it cannot reach (520 to 524) or that is overloaded (529), or a timeout, unless the service
    /// says that a retry is useless.
    /// </summary>
    public bool IsTransient => IsRetriable ?? Condition switch
    {
        EvalErrorCondition.RateLimited or EvalErrorCondition.Timeout or EvalErrorCondition.ConnectionFailed => true,
        // 501 and 505 are permanent.
        EvalErrorCondition.ServerError => StatusCode is null || (int)StatusCode is 500 or 502 or 503 or 504 or (>= 520 and <= 524) or 529,
        _ => false,
    };

    /// <summary>Returns the same error with another recommended action.</summary>
    /// <param name="action">The action that is recommended to the user.</param>
    /// <param name="nextStep">The step to append to the action; null if a front end has nothing to add.</param>
    /// <returns>The copy.</returns>
    public EvalException WithAction(string action, EvalNextStep? nextStep) => new(Condition, Message, InnerException)
    {
        Service = Service,
        Operation = Operation,
        StatusCode = StatusCode,
        ServerMessage = ServerMessage,
        RetryAfter = RetryAfter,
        IsRetriable = IsRetriable,
        IsWebPage = IsWebPage,
        RecommendedAction = action,
        NextStep = nextStep,
    };

    private static string? Safe(string? text) => text is null ? null : EvalText.Shown(text, EvalText.LongestMessage);
}

/// <summary>A next step for the user. A front end appends its own command for it to the text of an error or a
/// warning.</summary>
public enum EvalNextStep
{
    /// <summary>Connect to the service again, with an API key.</summary>
    Connect,

    /// <summary>Log in to the service again, with a user name and a password.</summary>
    LogIn,

    /// <summary>Wait again for the same work.</summary>
    Wait,

    /// <summary>Read the validation of a code scorer.</summary>
    ReadValidation,

    /// <summary>Remove a scorer.</summary>
    RemoveScorer,

    /// <summary>Finalize a staging batch.</summary>
    FinalizeBatch,

    /// <summary>Resume a paused batch.</summary>
    ResumeBatch,
}
