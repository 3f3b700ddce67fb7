using System.Collections.Concurrent;
using GalileoEval.Errors;
using GalileoEval.Tasks;
using GalileoEval.Transport;

namespace GalileoEval.Tests.Tasks;

/// <summary>A poller whose news comes from the threads of the pool, without any wait in between. A task ends at its
/// third poll, except the one named <see cref="Endless"/>.</summary>
internal sealed class ThreadedPoller : IEvalTaskPoller
{
    public const string Endless = "endless";

    private readonly ConcurrentDictionary<string, int> _polls = new();
    private int _underWay;

    public int UnderWay => Volatile.Read(ref _underWay);

    public TimeSpan IntervalAfter(int polls) => TimeSpan.FromMilliseconds(1);

    public string GroupOf(IEvalTask task) => ((FakeTask)task).Group;

    public async Task PollAsync(
        IReadOnlyList<IEvalTask> group,
        Action<IEvalTask, IEvalTask> seen,
        Action<IEvalTask, EvalException> failed,
        IEvalObserver observer,
        CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _underWay);
        try
        {
            foreach (FakeTask task in group.Cast<FakeTask>())
            {
                await Task.Yield();
                cancellationToken.ThrowIfCancellationRequested();
                int poll = _polls.AddOrUpdate(task.Id, 1, static (_, polls) => polls + 1);
                if (poll == 2)
                    failed(task, Problem.Make(EvalErrorCondition.ServerError));
                else
                    seen(task, task with { State = poll == 3 && task.Id != Endless ? EvalState.Succeeded : EvalState.Running });
            }
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
        }
    }
}
