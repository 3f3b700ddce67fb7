using GalileoEval.Errors;
using GalileoEval.Transport;

namespace GalileoEval.Tasks;

/// <summary>Looks at the work of one kind on one connection, for <see cref="EvalTaskWaiter"/>. Safe for use by many
/// threads: several groups are looked at at the same time.</summary>
public interface IEvalTaskPoller
{
    /// <summary>How long to wait before the next look, where neither the user nor the service asks for something
    /// else.</summary>
    /// <param name="looks">How many looks at the group there have been: 1 or more.</param>
    /// <returns>A positive time.</returns>
    TimeSpan IntervalAfter(int looks);

    /// <summary>Names the group of a task: what has the same name is looked at together. The answer may change from one
    /// state of a task to the next, as when a look tells which batch it belongs to.</summary>
    /// <param name="task">The task, as last seen.</param>
    /// <returns>The name; compared exactly.</returns>
    string GroupOf(IEvalTask task);

    /// <summary>Takes one look at every task of a group, with as few requests as it can, and one request at a
    /// time.</summary>
    /// <param name="group">The tasks as last seen; at least one.</param>
    /// <param name="seen">Told for each task that was seen: the task of <paramref name="group"/>, and its state now.</param>
    /// <param name="failed">Told for each task whose own look failed: the task of <paramref name="group"/>, and why.</param>
    /// <param name="observer">Hears of the requests, above all what Retry-After asks for.</param>
    /// <param name="cancellationToken">Ends the look at once.</param>
    /// <returns>A task that ends with the look. A task of the group that was neither seen nor failed is looked at again
    /// at its next turn.</returns>
    /// <exception cref="EvalException">The look failed for every task that was not told about before.</exception>
    Task PollAsync(
        IReadOnlyList<IEvalTask> group,
        Action<IEvalTask, IEvalTask> seen,
        Action<IEvalTask, EvalException> failed,
        IEvalObserver observer,
        CancellationToken cancellationToken);
}
