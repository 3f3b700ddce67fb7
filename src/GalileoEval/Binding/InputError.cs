using GalileoEval.Errors;

namespace GalileoEval.Binding;

/// <summary>Creates the error for an invalid argument or invalid pipeline input.</summary>
internal static class InputError
{
    /// <summary>Creates an error that does not depend on a service.</summary>
    /// <param name="message">What is wrong, with the value.</param>
    /// <param name="action">The recommended action.</param>
    public static EvalException Of(string message, string action) =>
        new(EvalErrorCondition.InvalidArgument, message) { RecommendedAction = action };

    /// <summary>Creates an error of a service; the message begins with its name.</summary>
    public static EvalException Of(EvalService service, string message, string action) =>
        new(EvalErrorCondition.InvalidArgument, $"{service}: {message}") { Service = service, RecommendedAction = action };
}
