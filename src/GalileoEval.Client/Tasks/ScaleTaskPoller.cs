using GalileoEval.Errors;
using GalileoEval.Scale;
using GalileoEval.Transport;

namespace GalileoEval.Tasks;

/// <summary>
/// Polls tasks every 60 seconds: people work on them for hours. Tasks of one batch are read 100 at a time
/// (<c>GET /v2/tasks</c>) if that takes fewer requests than one by one (<c>GET /v2/task</c>). A task with an unknown
/// batch is read individually, and the response contains its batch.
/// </summary>
/// <param name="client">The client of the connection.</param>
/// <param name="expand">The references that every poll expands, as in <see cref="ScaleClient.GetTaskAsync"/>.</param>
/// <param name="options">The options of every poll, as in <see cref="ScaleClient.GetTaskAsync"/>.</param>
public sealed class ScaleTaskPoller(
    ScaleClient client, IReadOnlyList<string>? expand = null, IReadOnlyList<string>? options = null) : IEvalTaskPoller
{
    // A page of complete tasks is a large response, too large for one or two tasks.
    private readonly GroupPoll<ScaleTask, string> _groupPoll = new(smallestGroup: 3, task => task.TaskId);

    /// <inheritdoc/>
    public TimeSpan IntervalAfter(int polls) => TimeSpan.FromSeconds(60);

    /// <inheritdoc/>
    public string GroupOf(IEvalTask task)
    {
        ScaleTask scaleTask = (ScaleTask)task;
        return scaleTask.BatchId is { Length: > 0 } batch ? $"batch {batch}" : $"task {scaleTask.TaskId}";
    }

    /// <inheritdoc/>
    public Task PollAsync(
        IReadOnlyList<IEvalTask> group,
        Action<IEvalTask, IEvalTask> seen,
        Action<IEvalTask, EvalException> failed,
        IEvalObserver observer,
        CancellationToken cancellationToken)
    {
        ScaleClient observed = EvalServiceClient.Observed(client, observer);
        ScaleTaskQuery query = new() { BatchId = ((ScaleTask)group[0]).BatchId, Expand = expand, Options = options };
        return _groupPoll.TakeAsync(
            GroupOf(group[0]),
            group,
            task => observed.GetTaskAsync(task.TaskId, expand, options, cancellationToken),
            observed.ListTasks(query),
            seen,
            failed,
            observer,
            cancellationToken);
    }
}
