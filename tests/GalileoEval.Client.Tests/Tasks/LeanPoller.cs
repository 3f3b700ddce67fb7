using GalileoEval.Errors;
using GalileoEval.Tasks;
using GalileoEval.Transport;

namespace GalileoEval.Tests.Tasks;

/// <summary>A poller that keeps nothing but the number of its polls, for measurements of memory.</summary>
internal sealed class LeanPoller : IEvalTaskPoller
{
    public int Polls { get; private set; }

    public TimeSpan IntervalAfter(int polls) => TimeSpan.FromSeconds(10);

    public string GroupOf(IEvalTask task) => task.Describe();

    public Task PollAsync(
        IReadOnlyList<IEvalTask> group,
        Action<IEvalTask, IEvalTask> seen,
        Action<IEvalTask, EvalException> failed,
        IEvalObserver observer,
        CancellationToken cancellationToken)
    {
        Polls++;
        foreach (IEvalTask task in group)
            seen(task, (FakeTask)task with { Word = $"poll {Polls}" });
        return Task.CompletedTask;
    }
}
