namespace GalileoEval.Kolena;

/// <summary>Kolena's status values, the same for validations and runs.</summary>
internal static class KolenaStatus
{
    /// <summary>Converts a status to a state.</summary>
    /// <param name="status">The status; null until the first poll.</param>
    /// <returns>The state; Unknown for a newer value.</returns>
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
