using System.Net;
using GalileoEval.Errors;
using GalileoEval.Http.Authentication;
using GalileoEval.Http.Limits;
using GalileoEval.Http.Wire;
using GalileoEval.Transport;

namespace GalileoEval.Http.Retries;

/// <summary>Decides whether a request is sent again, and when.</summary>
internal static class RetryRule
{
    private const int RetriesOfWebPage = 1;
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromSeconds(30);

    /// <summary>Returns true if another attempt can succeed.</summary>
    /// <param name="retry">What the request allows.</param>
    /// <param name="error">The error of the last attempt.</param>
    /// <param name="retriesSoFar">The number of retries so far.</param>
    /// <param name="webPagesSoFar">The number of web pages among the earlier responses to the request.</param>
    /// <param name="isProven">Whether the connection has ever received a valid response.</param>
    public static bool Allows(EvalRetry retry, EvalException error, int retriesSoFar, int webPagesSoFar, bool isProven) =>
        error.Condition == EvalErrorCondition.InvalidResponse
            // An overloaded service sends broken JSON for a while. A web page, or an invalid response before the first
            // valid one, is permanent: the address is wrong or the user must log in, so few retries are made.
            ? error.IsRetriable != false
                && (retry == EvalRetry.Read || IsLogin(error))
                && (isProven ? !error.IsWebPage || webPagesSoFar < RetriesOfWebPage : retriesSoFar < RetriesOfWebPage)
            : error.IsTransient && (retry == EvalRetry.Read || WasNotReceived(error));

    /// <summary>Returns true if the caller still waits when the delay before the next attempt is over.</summary>
    /// <param name="error">The error of the last attempt.</param>
    /// <param name="timeLeft">The caller's remaining time; null for no limit.</param>
    public static bool HasTime(EvalException error, TimeSpan? timeLeft) =>
        timeLeft is not { } left || (error.RetryAfter is { } asked ? Shorter(asked, RateGate.LongestPause) <= left : left > TimeSpan.Zero);

    /// <summary>Returns the delay before the next attempt.</summary>
    /// <param name="error">The error of the last attempt.</param>
    /// <param name="retriesSoFar">The number of retries so far.</param>
    /// <param name="jitter">A random number from 0 to below 1.</param>
    /// <param name="timeLeft">The caller's remaining time; null for no limit. Limits the backoff.</param>
    public static TimeSpan Delay(EvalException error, int retriesSoFar, double jitter, TimeSpan? timeLeft)
    {
        if (error.RetryAfter is { } asked)
            return Shorter(asked, RateGate.LongestPause);

        // Full jitter: clients that failed at the same time do not retry at the same time.
        double ceiling = Math.Min(LongestBackoff.TotalSeconds, FirstDelay.TotalSeconds * Math.Pow(2, retriesSoFar));
        TimeSpan backoff = TimeSpan.FromSeconds(ceiling * jitter);
        return timeLeft is { } left ? Shorter(backoff, left) : backoff;
    }

    /// <summary>Returns the reason for a retry, as a short text without any part of the response.</summary>
    public static string Reason(EvalException error) => error switch
    {
        { Condition: EvalErrorCondition.InvalidResponse } => "an invalid response",
        { StatusCode: { } status } => $"HTTP {(int)status}",
        { Condition: EvalErrorCondition.Timeout } => "a timeout",
        _ => "a connection failure",
    };

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static bool WasNotReceived(EvalException error) => error switch
    {
        _ when IsLogin(error) => true,
        { StatusCode: (HttpStatusCode)429 } => true,
        { StatusCode: HttpStatusCode.ServiceUnavailable } => error.RetryAfter is not null,
        { StatusCode: null } => ConnectionFailure.IsBeforeSending(error.InnerException),
        _ => false,
    };

    private static bool IsLogin(EvalException error) => error.Operation == OAuthTokenSource.LoginOperation;
}
