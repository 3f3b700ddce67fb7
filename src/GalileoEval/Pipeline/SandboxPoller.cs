using GalileoEval.Errors;
using GalileoEval.Tasks;
using GalileoEval.Transport;

namespace GalileoEval.Pipeline;

/// <summary>Polls a sandbox once a second: its work ends within seconds, and its requests are
/// cheap.</summary>
/// <param name="inner">The poller for the kind of work.</param>
internal sealed class SandboxPoller(IEvalTaskPoller inner) : IEvalTaskPoller
{
    public TimeSpan IntervalAfter(int looks) => TimeSpan.FromSeconds(1);

    public string GroupOf(IEvalTask task) => inner.GroupOf(task);

    public Task PollAsync(
        IReadOnlyList<IEvalTask> group,
        Action<IEvalTask, IEvalTask> seen,
        Action<IEvalTask, EvalException> failed,
        IEvalObserver observer,
        CancellationToken cancellationToken) => inner.PollAsync(group, seen, failed, observer, cancellationToken);
}
