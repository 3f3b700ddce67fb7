namespace GalileoEval;

/// <summary>
/// How far a piece of work is, in one vocabulary for all three services. The service's own word is in
/// <see cref="IEvalTask.Status"/>.
/// </summary>
public enum EvalState
{
    /// <summary>The service's status is not known to this version of the module: not taken for final.</summary>
    Unknown,

    /// <summary>Accepted, not started.</summary>
    Pending,

    /// <summary>Under way.</summary>
    Running,

    /// <summary>Ended, and well.</summary>
    Succeeded,

    /// <summary>Ended without a good result.</summary>
    Failed,

    /// <summary>Ended by somebody's wish.</summary>
    Canceled,
}

/// <summary>Questions about an <see cref="EvalState"/>.</summary>
public static class EvalStateExtensions
{
    /// <summary>Whether the state ends the work. The final states are a positive list: an unknown one is not
    /// final.</summary>
    /// <param name="state">The state.</param>
    /// <returns>True for Succeeded, Failed and Canceled.</returns>
    public static bool IsFinal(this EvalState state) =>
        state is EvalState.Succeeded or EvalState.Failed or EvalState.Canceled;
}
