using System.Net;
using System.Net.Sockets;
using GalileoEval.Errors;

namespace GalileoEval.Transport;

/// <summary>Failures after which a request that starts or changes something may have taken effect.</summary>
public static class LostResponse
{
    /// <summary>Adds to an error how to find out whether the service processed the request. An error that proves that
    /// it did not is returned unchanged.</summary>
    /// <param name="error">The error.</param>
    /// <param name="ifReceived">How to find out.</param>
    /// <returns>The error to throw.</returns>
    public static EvalException Explain(EvalException error, string ifReceived) => IsPossible(error) ? With(error, ifReceived) : error;

    /// <summary>Returns true if the service may have processed the request in spite of the error.</summary>
    internal static bool IsPossible(EvalException error) => error.Condition switch
    {
        EvalErrorCondition.Timeout or EvalErrorCondition.InvalidResponse => true,
        EvalErrorCondition.ServerError => error.StatusCode != HttpStatusCode.ServiceUnavailable,
        EvalErrorCondition.ConnectionFailed => !IsBeforeSending(error),
        _ => false,
    };

    /// <summary>Returns the same error, with a recommended action that says how to find out.</summary>
    internal static EvalException With(EvalException error, string ifReceived) =>
        error.WithAction(error.RecommendedAction is { Length: > 0 } action ? $"{ifReceived} {action}" : ifReceived, error.NextStep);

    private static bool IsBeforeSending(Exception error)
    {
        for (Exception? cause = error; cause is not null; cause = cause.InnerException)
        {
            if (cause is SocketException { SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.TryAgain })
                return true;
        }

        return false;
    }
}
