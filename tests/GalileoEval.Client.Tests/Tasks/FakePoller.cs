using GalileoEval.Errors;
using GalileoEval.Tasks;
using GalileoEval.Transport;

namespace GalileoEval.Tests.Tasks;

/// <summary>A poller that responds from a function of the task and of how often it was polled. A task with no group
/// is polled alone.</summary>
internal sealed class FakePoller(TimeProvider clock) : IEvalTaskPoller
{
    private readonly long _begin = clock.GetTimestamp();
    private readonly Dictionary<string, int> _times = [];

    /// <summary>What a poll of a task finds: a task, or an EvalException for the task alone. Gets the number of the
    /// poll of this task, from 1.</summary>
    public Func<FakeTask, int, object> Respond { get; set; } = (task, _) => task;

    /// <summary>Runs before each poll; what it throws is the poll's error.</summary>
    public Func<IEvalObserver, CancellationToken, Task> Before { get; set; } = (_, _) => Task.CompletedTask;

    public Func<int, TimeSpan> Interval { get; set; } = _ => TimeSpan.FromSeconds(10);

    public List<FakePoll> Polls { get; } = [];

    public IEnumerable<double> Times => Polls.Select(poll => poll.At.TotalSeconds);

    public int UnderWay { get; private set; }

    public int MostUnderWay { get; private set; }

    public TimeSpan IntervalAfter(int polls) => Interval(polls);

    public string GroupOf(IEvalTask task) => ((FakeTask)task) is { Group: { Length: > 0 } group } ? group : task.Describe();

    public async Task PollAsync(
        IReadOnlyList<IEvalTask> group,
        Action<IEvalTask, IEvalTask> seen,
        Action<IEvalTask, EvalException> failed,
        IEvalObserver observer,
        CancellationToken cancellationToken)
    {
        Polls.Add(new FakePoll(clock.GetElapsedTime(_begin), [.. group.Select(task => ((FakeTask)task).Id)]));
        UnderWay++;
        MostUnderWay = Math.Max(MostUnderWay, UnderWay);
        try
        {
            await Before(observer, cancellationToken).ConfigureAwait(false);
            foreach (FakeTask task in group.Cast<FakeTask>())
            {
                int time = _times[task.Id] = _times.GetValueOrDefault(task.Id) + 1;
                switch (Respond(task, time))
                {
                    case FakeTask now:
                        seen(task, now);
                        break;
                    case EvalException error:
                        failed(task, error);
                        break;
                }
            }
        }
        finally
        {
            UnderWay--;
        }
    }
}
