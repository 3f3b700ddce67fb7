using System.Net;
using GalileoEval.Errors;
using GalileoEval.Http.Authentication;
using GalileoEval.Http.Wire;
using GalileoEval.Transport;

namespace GalileoEval.Http.Retries;

/// <summary>Decides whether a request is sent again, and when.</summary>
internal static class RetryRule
{
    private const int RetriesOfUnreadable = 1;
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromSeconds(30);

    /// <summary>The longest that one answer can make a request, or all requests of a key, wait.</summary>
    public static readonly TimeSpan LongestRetryAfter = TimeSpan.FromMinutes(5);

    /// <summary>From this on a delay is worth a warning.</summary>
    public static readonly TimeSpan NoticeableDelay = TimeSpan.FromSeconds(10);

    /// <summary>Whether another try can help.</summary>
    /// <param name="retry">What the request allows.</param>
    /// <param name="error">How the last try ended.</param>
    /// <param name="retriesSoFar">How many tries have been repeats.</param>
    /// <param name="isProven">Whether the connection has ever got a response that could be read.</param>
    public static bool Allows(EvalRetry retry, EvalException error, int retriesSoFar, bool isProven) =>
        error.Condition == EvalErrorCondition.InvalidResponse
            // A service in trouble sends broken JSON for a while. A web page stays, as does what comes where nothing else was
            // ever received: the address is wrong or the user must log in, and should soon be told.
            ? error.IsRetriable != false
                && (retry == EvalRetry.Read || IsLogin(error))
                && ((isProven && !error.IsWebPage) || retriesSoFar < RetriesOfUnreadable)
            : error.IsTransient && (retry == EvalRetry.Read || WasNotReceived(error));

    /// <summary>Whether the caller still waits when the delay before the next try is over.</summary>
    /// <param name="error">How the last try ended.</param>
    /// <param name="timeLeft">How long the caller goes on waiting; null for no limit.</param>
    public static bool HasTime(EvalException error, TimeSpan? timeLeft) =>
        timeLeft is not { } left || (error.RetryAfter is { } asked ? Shorter(asked, LongestRetryAfter) <= left : left > TimeSpan.Zero);

    /// <summary>The delay before the next try.</summary>
    /// <param name="error">How the last try ended.</param>
    /// <param name="retriesSoFar">How many tries have been repeats.</param>
    /// <param name="jitter">A number from 0 up to 1.</param>
    /// <param name="timeLeft">How long the caller goes on waiting; null for no limit. No backoff is longer.</param>
    public static TimeSpan Delay(EvalException error, int retriesSoFar, double jitter, TimeSpan? timeLeft)
    {
        if (error.RetryAfter is { } asked)
            return Shorter(asked, LongestRetryAfter);

        // Full jitter: many clients that failed together do not come back together.
        double ceiling = Math.Min(LongestBackoff.TotalSeconds, FirstDelay.TotalSeconds * Math.Pow(2, retriesSoFar));
        TimeSpan backoff = TimeSpan.FromSeconds(ceiling * jitter);
        return timeLeft is { } left ? Shorter(backoff, left) : backoff;
    }

    /// <summary>Why a request is sent again, in a few words that hold nothing of the server's.</summary>
    public static string Reason(EvalException error) => error switch
    {
        { Condition: EvalErrorCondition.InvalidResponse } => "an answer that cannot be read",
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
