using System.Net;
using GalileoEval.Errors;
using GalileoEval.Http.Authentication;
using GalileoEval.Http.Wire;
using GalileoEval.Transport;

namespace GalileoEval.Http.Retries;

/// <summary>Decides whether a request is sent again, and when.</summary>
internal static class RetryRule
{
    private const int UnprovenRetries = 1;
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
    /// <param name="isProven">Whether the connection has ever got an answer that could be read.</param>
    public static bool Allows(EvalRetry retry, EvalException error, int retriesSoFar, bool isProven) =>
        error.Condition == EvalErrorCondition.InvalidResponse
            // A gateway in trouble answers with a page of its own for a while. Where nothing else was ever heard, the
            // address is wrong, and the user should not wait long to be told.
            ? error.IsRetriable != false && (retry == EvalRetry.Read || IsLogin(error)) && (isProven || retriesSoFar < UnprovenRetries)
            : error.IsTransient && (retry == EvalRetry.Read || WasNotReceived(error));

    public static TimeSpan Delay(EvalException error, int retriesSoFar, double jitter)
    {
        if (error.RetryAfter is { } asked)
            return asked < LongestRetryAfter ? asked : LongestRetryAfter;

        // Full jitter: many clients that failed together do not come back together.
        double ceiling = Math.Min(LongestBackoff.TotalSeconds, FirstDelay.TotalSeconds * Math.Pow(2, retriesSoFar));
        return TimeSpan.FromSeconds(ceiling * jitter);
    }

    /// <summary>Why a request is sent again, in a few words that hold nothing of the server's.</summary>
    public static string Reason(EvalException error) => error switch
    {
        { Condition: EvalErrorCondition.InvalidResponse } => "an answer that cannot be read",
        { StatusCode: { } status } => $"HTTP {(int)status}",
        { Condition: EvalErrorCondition.Timeout } => "a timeout",
        _ => "a connection failure",
    };

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
