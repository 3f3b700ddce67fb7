namespace GalileoEval.Kolena;

/// <summary>Kolena's words for a state, the same for validations and runs.</summary>
internal static class KolenaStatus
{
    /// <summary>The state that a word stands for.</summary>
    /// <param name="status">The word; null before the first look.</param>
    /// <returns>The state; Unknown for a word that was added since.</returns>
    public static EvalState StateOf(string? status) => status?.ToUpperInvariant() switch
    {
        "PENDING" or "QUEUED" => EvalState.Pending,
        "RUNNING" => EvalState.Running,
        "SUCCESS" => EvalState.Succeeded,
        "FAILED" => EvalState.Failed,
        "CANCELED" or "CANCELLED" => EvalState.Canceled,
        _ => EvalState.Unknown,
    };
}
