using GalileoEval.Errors;
using GalileoEval.Transport;

namespace GalileoEval.Tasks;

/// <summary>Polls the work of one kind on one connection, for <see cref="EvalTaskWaiter"/>. Thread-safe: several
/// groups are polled at the same time.</summary>
public interface IEvalTaskPoller
{
    /// <summary>The time until the next poll, unless the user or the service specifies another.</summary>
    /// <param name="polls">The number of polls of the group so far: 1 or more.</param>
    /// <returns>A positive time.</returns>
    TimeSpan IntervalAfter(int polls);

    /// <summary>Names the group of a task: tasks with the same name are polled together. The name may change from one
    /// state of a task to the next, as when a poll reveals the batch of a task.</summary>
    /// <param name="task">The task, as last seen.</param>
    /// <returns>The name; compared exactly.</returns>
    string GroupOf(IEvalTask task);

    /// <summary>Polls every task of a group once, with as few requests as possible, and one request at a
    /// time.</summary>
    /// <param name="group">The tasks as last seen; at least one.</param>
    /// <param name="seen">Called for each task that was read, with the task of <paramref name="group"/> and its current state.</param>
    /// <param name="failed">Called for each task that could not be read, with the task of <paramref name="group"/> and the error.</param>
    /// <param name="observer">Receives the progress of the requests, above all the value of Retry-After.</param>
    /// <param name="cancellationToken">Cancels the poll at once.</param>
    /// <returns>A task that ends with the poll. A task of the group that was neither read nor failed is polled again
    /// at its next turn.</returns>
    /// <exception cref="EvalException">The poll failed for every task that was not reported before.</exception>
    Task PollAsync(
        IReadOnlyList<IEvalTask> group,
        Action<IEvalTask, IEvalTask> seen,
        Action<IEvalTask, EvalException> failed,
        IEvalObserver observer,
        CancellationToken cancellationToken);
}
