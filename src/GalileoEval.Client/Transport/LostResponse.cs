using System.Net;
using System.Net.Sockets;
using GalileoEval.Errors;

namespace GalileoEval.Transport;

/// <summary>Failures after which a request that starts or changes something may have taken effect.</summary>
internal static class LostResponse
{
    /// <summary>Returns true if the service may have processed the request in spite of the error.</summary>
    public static bool IsPossible(EvalException error) => error.Condition switch
    {
        EvalErrorCondition.Timeout or EvalErrorCondition.InvalidResponse => true,
        EvalErrorCondition.ServerError => error.StatusCode != HttpStatusCode.ServiceUnavailable,
        EvalErrorCondition.ConnectionFailed => !IsBeforeSending(error),
        _ => false,
    };

    /// <summary>Returns the same error, whose recommended action also tells how to find out.</summary>
    public static EvalException With(EvalException error, string ifReceived) =>
        new(error.Condition, error.Message, error.InnerException)
        {
            Service = error.Service,
            Operation = error.Operation,
            StatusCode = error.StatusCode,
            ServerMessage = error.ServerMessage,
            RetryAfter = error.RetryAfter,
            IsRetriable = error.IsRetriable,
            IsWebPage = error.IsWebPage,
            RecommendedAction = error.RecommendedAction is { Length: > 0 } action ? $"{ifReceived} {action}" : ifReceived,
        };

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
