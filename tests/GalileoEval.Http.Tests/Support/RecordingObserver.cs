using System.Collections.Concurrent;
using GalileoEval.Errors;
using GalileoEval.Transport;

namespace GalileoEval.Http.Tests.Support;

internal sealed class RecordingObserver : IEvalObserver
{
    public ConcurrentQueue<string> VerboseLines { get; } = new();

    public ConcurrentQueue<string> DebugLines { get; } = new();

    public ConcurrentQueue<string> Warnings { get; } = new();

    public ConcurrentQueue<TimeSpan> Delays { get; } = new();

    public string Everything => string.Join("\n", VerboseLines.Concat(DebugLines).Concat(Warnings));

    public bool IsVerboseEnabled { get; init; } = true;

    public bool IsDebugEnabled { get; init; } = true;

    public void Verbose(string message) => VerboseLines.Enqueue(message);

    public void Debug(string message) => DebugLines.Enqueue(message);

    public void Warning(string message, EvalNextStep? nextStep = null) => Warnings.Enqueue(message);

    public void RetryAfter(TimeSpan delay) => Delays.Enqueue(delay);
}
