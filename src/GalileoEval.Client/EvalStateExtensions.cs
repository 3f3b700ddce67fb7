namespace GalileoEval;

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
