using System.Collections.Concurrent;
using GalileoEval.Errors;
using GalileoEval.Tasks;
using GalileoEval.Transport;

namespace GalileoEval.Tests.Tasks;

/// <summary>A poller whose news comes from the threads of the pool, without any wait in between. A task ends at its
/// third look, except the one named <see cref="Endless"/>.</summary>
internal sealed class ThreadedPoller : IEvalTaskPoller
{
    public const string Endless = "endless";

    private readonly ConcurrentDictionary<string, int> _looks = new();
    private int _underWay;

    public int UnderWay => Volatile.Read(ref _underWay);

    public TimeSpan IntervalAfter(int looks) => TimeSpan.FromMilliseconds(1);

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
                int look = _looks.AddOrUpdate(task.Id, 1, static (_, looks) => looks + 1);
                if (look == 2)
                    failed(task, Problem.Make(EvalErrorCondition.ServerError));
                else
                    seen(task, task with { State = look == 3 && task.Id != Endless ? EvalState.Succeeded : EvalState.Running });
            }
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
        }
    }
}
