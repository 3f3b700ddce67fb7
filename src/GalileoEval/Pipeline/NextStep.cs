using GalileoEval.Errors;

namespace GalileoEval.Pipeline;

/// <summary>Maps the next steps of errors and warnings to cmdlets.</summary>
internal static class NextStep
{
    /// <summary>Appends the cmdlet to a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="step">The next step; null for none.</param>
    /// <param name="service">The service; null if it is not known.</param>
    /// <returns>The text, such as <c>Connect again: Connect-EvalService -Service Scale -ApiKey (Read-Host -AsSecureString).</c></returns>
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
