using GalileoEval.Errors;

namespace GalileoEval.Transport;

/// <summary>The span of a wait for work. Requests that are sent before it ends are its children. See docs/telemetry.md.</summary>
public interface IEvalWaitSpan : IDisposable
{
    /// <summary>Counts work that ended.</summary>
    /// <param name="state">Its state.</param>
    void Ended(EvalState state);

    /// <summary>Counts work that did not end, or could not be read.</summary>
    /// <param name="error">The error; only its condition is used.</param>
    void Missed(EvalException error);

    /// <summary>Records that the wait itself failed or was canceled.</summary>
    /// <param name="failure">The cause.</param>
    void Fail(Exception failure);
}
