using System.Collections.Concurrent;
using GalileoEval.Errors;
using GalileoEval.Text;
using GalileoEval.Transport;

namespace GalileoEval.Tasks;

/// <summary>Writes each warning of a poller once. Thread-safe.</summary>
internal sealed class OnceWarnings(EvalService service)
{
    private readonly ConcurrentDictionary<string, bool> _written = new();

    /// <summary>Writes a warning, unless there was one about the same subject.</summary>
    /// <param name="observer">Receives the warning.</param>
    /// <param name="subject">Identifies the warning.</param>
    /// <param name="message">The text, without the service.</param>
    /// <param name="nextStep">What the user can do; null for nothing.</param>
    public void Write(IEvalObserver observer, string subject, string message, EvalNextStep? nextStep = null)
    {
        if (_written.TryAdd(subject, true))
            observer.Warning($"{service}: {message}", nextStep);
    }

    /// <summary>Warns of the status of a score that is not known.</summary>
    /// <param name="observer">Receives the warning.</param>
    /// <param name="status">The status.</param>
    public void WriteUnknownScoreStatus(IEvalObserver observer, string status) => Write(
        observer,
        "status " + status,
        $"the status '{EvalText.OneLine(status, 100)}' of a score is unknown to this version of the module and is treated as not final.");
}
