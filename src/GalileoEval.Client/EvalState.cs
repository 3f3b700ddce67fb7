namespace GalileoEval;

/// <summary>
/// The state of a piece of work, with the same values for all three services. The status of the service itself is in
/// <see cref="IEvalTask.Status"/>.
/// </summary>
public enum EvalState
{
    /// <summary>The service's status is unknown to this version of the module; not final.</summary>
    Unknown,

    /// <summary>Accepted, not started.</summary>
    Pending,

    /// <summary>In progress.</summary>
    Running,

    /// <summary>Ended successfully.</summary>
    Succeeded,

    /// <summary>Ended unsuccessfully.</summary>
    Failed,

    /// <summary>Canceled by a user.</summary>
    Canceled,
}

/// <summary>Extensions of <see cref="EvalState"/>.</summary>
public static class EvalStateExtensions
{
    /// <summary>Whether the state ends the work. An unknown state is not final.</summary>
    /// <param name="state">The state.</param>
    /// <returns>True for Succeeded, Failed and Canceled.</returns>
    public static bool IsFinal(this EvalState state) =>
        state is EvalState.Succeeded or EvalState.Failed or EvalState.Canceled;
}
