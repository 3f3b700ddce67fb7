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
        EvalErrorCondition.BadRequest or EvalErrorCondition.ValidationError or EvalErrorCondition.InvalidArgument
            or EvalErrorCondition.InvalidFile => ErrorCategory.InvalidArgument,
        EvalErrorCondition.Unauthorized or EvalErrorCondition.NoConnection => ErrorCategory.AuthenticationError,
        EvalErrorCondition.PaymentRequired or EvalErrorCondition.Forbidden => ErrorCategory.PermissionDenied,
        EvalErrorCondition.NotFound => ErrorCategory.ObjectNotFound,
        EvalErrorCondition.Conflict => ErrorCategory.ResourceExists,
        EvalErrorCondition.RateLimited => ErrorCategory.LimitsExceeded,
        EvalErrorCondition.Timeout => ErrorCategory.OperationTimeout,
        EvalErrorCondition.ServerError => ErrorCategory.ResourceUnavailable,
        EvalErrorCondition.ConnectionFailed => ErrorCategory.ConnectionError,
        EvalErrorCondition.InvalidResponse => ErrorCategory.InvalidData,
        EvalErrorCondition.TaskFailed or EvalErrorCondition.GateFailed => ErrorCategory.InvalidResult,
        _ => ErrorCategory.NotSpecified,
    };
}

/// <summary>Maps the next steps of errors and warnings to cmdlets.</summary>
internal static class NextStep
{
    /// <summary>Appends the cmdlet to a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="step">The next step; null for none.</param>
    /// <param name="service">The service; null if it is not known.</param>
    /// <returns>The text, such as
    /// <c>Connect again: Connect-EvalService -Service Scale -ApiKey (Read-Host -AsSecureString).</c></returns>
    public static string AppendTo(string text, EvalNextStep? step, EvalService? service = null) =>
        step is { } next ? $"{text.TrimEnd('.')}: {CommandOf(next, service)}." : text;

    /// <summary>The recommended action of an error, with the cmdlet.</summary>
    public static string ActionOf(EvalException failure) =>
        AppendTo(failure.RecommendedAction ?? "", failure.NextStep, failure.Service);

    private static string CommandOf(EvalNextStep step, EvalService? service) => step switch
    {
        EvalNextStep.Connect => $"Connect-EvalService -Service {service} -ApiKey (Read-Host -AsSecureString)",
        EvalNextStep.LogIn => $"Connect-EvalService -Service {service} -Authentication OAuth -Credential (Get-Credential)",
        EvalNextStep.Wait => "Wait-EvalTask",
        EvalNextStep.ReadValidation => "Get-GalileoCodeScorerValidation",
        EvalNextStep.RemoveScorer => "Remove-GalileoScorer",
        EvalNextStep.FinalizeBatch => "Complete-ScaleBatch",
        _ => "Resume-ScaleBatch",
    };
}
