using GalileoEval.Errors;

namespace GalileoEval.Pipeline;

/// <summary>Explains failures of requests that start or change something and are not repeated.</summary>
internal static class UncertainStart
{
    /// <summary>Adds to an error how to find out whether the service carried out the request. An error that proves that it did not
    /// is returned as it is.</summary>
    /// <param name="error">The error.</param>
    /// <param name="action">What to do.</param>
    public static EvalException Explain(EvalException error, string action) =>
        error.Condition is EvalErrorCondition.Timeout or EvalErrorCondition.ConnectionFailed or EvalErrorCondition.ServerError
            or EvalErrorCondition.InvalidResponse
            ? new EvalException(error.Condition, error.Message, error.InnerException)
            {
                Service = error.Service,
                Operation = error.Operation,
                StatusCode = error.StatusCode,
                ServerMessage = error.ServerMessage,
                RetryAfter = error.RetryAfter,
                IsRetriable = error.IsRetriable,
                IsWebPage = error.IsWebPage,
                RecommendedAction = action,
            }
            : error;
}
