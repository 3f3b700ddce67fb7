using GalileoEval.Errors;
using GalileoEval.Transport;

namespace GalileoEval.Tests;

/// <summary>An observer that keeps the warnings it hears.</summary>
internal sealed class RecordingObserver : IEvalObserver
{
    public List<string> Warnings { get; } = [];

    public bool IsVerboseEnabled { get; init; } = true;

    public bool IsDebugEnabled { get; init; } = true;

    public void Verbose(string message)
    {
    }

    public void Debug(string message)
    {
    }

    public void Warning(string message, EvalNextStep? nextStep = null) => Warnings.Add(nextStep is null ? message : $"{message} [{nextStep}]");

    public void RetryAfter(TimeSpan delay)
    {
    }
}
