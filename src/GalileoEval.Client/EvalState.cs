namespace GalileoEval;

/// <summary>
/// The state of a piece of work, with the same values for all three services. The status of the service itself is in
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

    /// <summary>Canceled by a user.</summary>
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
