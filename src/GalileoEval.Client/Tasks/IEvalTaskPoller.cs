using GalileoEval.Errors;
using GalileoEval.Transport;

namespace GalileoEval.Tasks;

/// <summary>Polls the work of one kind on one connection, for <see cref="EvalTaskWaiter"/>. Thread-safe: several
/// groups are polled concurrently.</summary>
public interface IEvalTaskPoller
{
    /// <summary>The time until the next poll, unless the user or the service specifies another.</summary>
    /// <param name="polls">The number of polls of the group so far: 1 or more.</param>
    /// <returns>A positive time.</returns>
    TimeSpan IntervalAfter(int polls);

    /// <summary>Returns the name of a task's group: tasks with the same name are polled together. The name may change
    /// from one state of a task to the next, such as when a poll returns the batch of a task.</summary>
    /// <param name="task">The task in its last known state.</param>
    /// <returns>The name; case-sensitive.</returns>
    string GroupOf(IEvalTask task);

    /// <summary>Polls every task of a group once, with as few requests as possible, and one request at a
    /// time.</summary>
    /// <param name="group">The tasks in their last known state; at least one.</param>
    /// <param name="seen">Called for each task that was read, with the task of <paramref name="group"/> and its current
    /// state.</param>
    /// <param name="failed">Called for each task that could not be read, with the task of <paramref name="group"/> and
    /// the error.</param>
    /// <param name="observer">Receives the progress of the requests, above all the value of Retry-After.</param>
    /// <param name="cancellationToken">Cancels the poll at once.</param>
    /// <returns>A task that ends with the poll. A task of the group that was neither read nor failed is polled again
    /// with the next poll.</returns>
    /// <exception cref="EvalException">The poll failed for every task that has not been reported.</exception>
    Task PollAsync(
        IReadOnlyList<IEvalTask> group,
        Action<IEvalTask, IEvalTask> seen,
        Action<IEvalTask, EvalException> failed,
        IEvalObserver observer,
        CancellationToken cancellationToken);
}
