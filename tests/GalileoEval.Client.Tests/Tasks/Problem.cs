using GalileoEval.Errors;

namespace GalileoEval.Tests.Tasks;

/// <summary>Errors for polls.</summary>
internal static class Problem
{
    public static EvalException Make(EvalErrorCondition condition, string message = "no", bool? retriable = null) =>
        new(condition, message) { Service = EvalService.Scale, IsRetriable = retriable };
}
