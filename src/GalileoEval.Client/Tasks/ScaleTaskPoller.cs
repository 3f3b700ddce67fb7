using GalileoEval.Errors;
using GalileoEval.Scale;
using GalileoEval.Transport;

namespace GalileoEval.Tasks;

/// <summary>
/// Looks at tasks every 60 seconds: people work on them for hours. Tasks of one batch are read 100 at a time
/// (<c>GET /v2/tasks</c>) where that takes fewer requests than one by one (<c>GET /v2/task</c>). A task whose batch is not
/// known yet is read by itself, which tells its batch.
/// </summary>
/// <param name="client">The client of the connection.</param>
/// <param name="expand">What every look asks to have expanded, as in <see cref="ScaleClient.GetTaskAsync"/>.</param>
/// <param name="options">What every look asks for besides, as in <see cref="ScaleClient.GetTaskAsync"/>.</param>
public sealed class ScaleTaskPoller(
    ScaleClient client, IReadOnlyList<string>? expand = null, IReadOnlyList<string>? options = null) : IEvalTaskPoller
{
    // A page of whole tasks is a large answer: not for one or two.
    private readonly GroupLook<ScaleTask, string> _look = new(smallestGroup: 3, task => task.TaskId);

    /// <inheritdoc/>
    public TimeSpan IntervalAfter(int looks) => TimeSpan.FromSeconds(60);

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
        return _look.TakeAsync(
            GroupOf(group[0]),
            group,
            task => observed.GetTaskAsync(task.TaskId, expand, options, cancellationToken),
            ListAsync,
            seen,
            failed,
            observer);

        async Task<GroupPage<ScaleTask>> ListAsync(string? token)
        {
            ScaleTaskPage page = await observed.ListTasksAsync(query, token, cancellationToken).ConfigureAwait(false);
            return new GroupPage<ScaleTask>(page.Tasks, page.NextToken);
        }
    }
}
