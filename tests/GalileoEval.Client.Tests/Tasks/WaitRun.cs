using GalileoEval.Errors;
using GalileoEval.Tasks;
using GalileoEval.Transport;

namespace GalileoEval.Tests.Tasks;

/// <summary>
/// A wait under a fake clock. Without a synchronization context the loop of the wait goes on inside the call that brings
/// its news, so that everything that follows from <see cref="Start"/> or <see cref="Advance"/> has happened when it
/// returns: no test has to sleep or to ask again.
/// </summary>
internal sealed class WaitRun : IDisposable, IEvalObserver, IProgress<EvalWaitProgress>
{
    private readonly SynchronizationContext? _context = SynchronizationContext.Current;
    private readonly CancellationTokenSource _cancel = new();
    private long _begin;

    public WaitRun()
    {
        SynchronizationContext.SetSynchronizationContext(null);
        Poller = new FakePoller(Clock);
    }

    public CountingClock Clock { get; } = new();

    public FakePoller Poller { get; }

    public List<EvalWaitResult> Results { get; } = [];

    /// <summary>When each result came, in seconds.</summary>
    public List<double> ResultTimes { get; } = [];

    public IEnumerable<string> Ids => Results.Select(result => ((FakeTask)result.Task).Id);

    public IEnumerable<EvalErrorCondition?> Conditions => Results.Select(result => result.Error?.Condition);

    public List<EvalWaitProgress> Progress { get; } = [];

    public List<string> Notes { get; } = [];

    public List<string> Warnings { get; } = [];

    public List<TimeSpan> Delays { get; } = [];

    public Task Task { get; private set; } = Task.CompletedTask;

    public bool IsOver => Task.IsCompleted;

    public WaitRun Start(EvalWaitOptions options, params IEvalTask[] tasks) =>
        StartItems(options, [.. tasks.Select(task => new EvalWaitItem(task, Poller))]);

    public WaitRun StartItems(EvalWaitOptions options, IReadOnlyList<EvalWaitItem> items)
    {
        _begin = Clock.GetTimestamp();
        Task = ConsumeAsync(new EvalTaskWaiter(Clock).WaitAsync(items, options, this, this, _cancel.Token));
        return this;
    }

    /// <summary>Lets time pass second by second: the fake clock jumps over what a longer step would skip.</summary>
    public WaitRun Advance(double seconds)
    {
        TimeSpan rest = TimeSpan.FromSeconds(seconds);
        while (rest > TimeSpan.Zero)
        {
            TimeSpan step = rest < TimeSpan.FromSeconds(1) ? rest : TimeSpan.FromSeconds(1);
            Clock.Advance(step);
            rest -= step;
        }

        return this;
    }

    public void Cancel() => _cancel.Cancel();

    public void Dispose()
    {
        _cancel.Cancel();
        _cancel.Dispose();
        SynchronizationContext.SetSynchronizationContext(_context);
        if (Task.Exception?.InnerException is { } error)
            throw error;
    }

    /// <summary>Ends only with its cancellation, and inside the call that cancels (Task.Delay ends on another thread).</summary>
    public static async Task Never(CancellationToken cancellationToken)
    {
        TaskCompletionSource never = new();
        using (cancellationToken.Register(() => never.TrySetCanceled(cancellationToken)))
            await never.Task.ConfigureAwait(false);
    }

    bool IEvalObserver.IsVerboseEnabled => true;

    bool IEvalObserver.IsDebugEnabled => true;

    void IEvalObserver.Verbose(string message) => Notes.Add(message);

    void IEvalObserver.Debug(string message) => Notes.Add(message);

    void IEvalObserver.Warning(string message, EvalNextStep? nextStep) =>
        Warnings.Add(nextStep is null ? message : $"{message} [{nextStep}]");

    void IEvalObserver.RetryAfter(TimeSpan delay) => Delays.Add(delay);

    void IProgress<EvalWaitProgress>.Report(EvalWaitProgress value) => Progress.Add(value);

    private async Task ConsumeAsync(IAsyncEnumerable<EvalWaitResult> results)
    {
        await foreach (EvalWaitResult result in results.ConfigureAwait(false))
        {
            Results.Add(result);
            ResultTimes.Add(Clock.GetElapsedTime(_begin).TotalSeconds);
        }
    }
}
