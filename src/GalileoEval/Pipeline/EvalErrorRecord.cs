using System.Management.Automation;
using GalileoEval.Errors;

namespace GalileoEval.Pipeline;

/// <summary>Makes error records: the condition is the ID, and decides the category.</summary>
internal static class EvalErrorRecord
{
    /// <summary>Creates the record of an error.</summary>
    /// <param name="failure">What went wrong.</param>
    /// <param name="target">The input that it went wrong with.</param>
    public static ErrorRecord From(EvalException failure, object? target) =>
        new(failure, failure.Condition.ToString(), CategoryOf(failure.Condition), target)
        {
            ErrorDetails = new ErrorDetails(failure.Message) { RecommendedAction = NextStep.ActionOf(failure) },
        };

    private static ErrorCategory CategoryOf(EvalErrorCondition condition) => condition switch
    {
        EvalErrorCondition.BadRequest => ErrorCategory.InvalidArgument,
        EvalErrorCondition.ValidationError => ErrorCategory.InvalidArgument,
        EvalErrorCondition.InvalidArgument => ErrorCategory.InvalidArgument,
        EvalErrorCondition.InvalidFile => ErrorCategory.InvalidArgument,
        EvalErrorCondition.Unauthorized => ErrorCategory.AuthenticationError,
        EvalErrorCondition.NoConnection => ErrorCategory.AuthenticationError,
        EvalErrorCondition.PaymentRequired => ErrorCategory.PermissionDenied,
        EvalErrorCondition.Forbidden => ErrorCategory.PermissionDenied,
        EvalErrorCondition.NotFound => ErrorCategory.ObjectNotFound,
        EvalErrorCondition.Conflict => ErrorCategory.ResourceExists,
        EvalErrorCondition.RateLimited => ErrorCategory.LimitsExceeded,
        EvalErrorCondition.Timeout => ErrorCategory.OperationTimeout,
        EvalErrorCondition.ServerError => ErrorCategory.ResourceUnavailable,
        EvalErrorCondition.ConnectionFailed => ErrorCategory.ConnectionError,
        EvalErrorCondition.InvalidResponse => ErrorCategory.InvalidData,
        EvalErrorCondition.TaskFailed => ErrorCategory.InvalidResult,
        EvalErrorCondition.GateFailed => ErrorCategory.InvalidResult,
        _ => ErrorCategory.NotSpecified,
    };
}
