namespace GalileoEval.Sandbox;

/// <summary>Starts sandboxes. The sandbox room implements it, with a public constructor that takes nothing.</summary>
public interface IEvalSandboxFactory
{
    /// <summary>Starts a sandbox.</summary>
    /// <param name="options">How.</param>
    /// <param name="timeProvider">The clock that its work runs by; null for the system's.</param>
    /// <returns>The running sandbox.</returns>
    IEvalSandboxHost Start(EvalSandboxOptions options, TimeProvider? timeProvider = null);
}
