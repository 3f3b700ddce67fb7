using GalileoEval.Errors;
using GalileoEval.Tasks;
using GalileoEval.Transport;

namespace GalileoEval.Tests.Tasks;

public sealed class EvalTaskWaiterScheduleTests
{
    private static readonly EvalWaitOptions Forever = new();

    [Fact]
    public void Each_poller_has_its_own_interval()
    {
        using WaitRun run = new();
        FakePoller slow = new(run.Clock) { Interval = _ => TimeSpan.FromSeconds(60) };
        run.Poller.Interval = polls => TimeSpan.FromSeconds(Math.Min(polls, 3));

        run.StartItems(Forever, [new(new FakeTask("a"), run.Poller), new(new FakeTask("b"), slow)]).Advance(61);

        Assert.Equal([0, 1, 3, 6, 9, 12], run.Poller.Times.Take(6));
        Assert.Equal([0, 60], slow.Times);
    }

    [Fact]
    public void The_interval_of_the_user_applies_to_all()
    {
        using WaitRun run = new();
        FakePoller slow = new(run.Clock) { Interval = _ => TimeSpan.FromSeconds(60) };

        run.StartItems(
            new EvalWaitOptions { PollInterval = TimeSpan.FromSeconds(7) },
            [new(new FakeTask("a"), run.Poller), new(new FakeTask("b"), slow)]).Advance(14);

        Assert.Equal([0, 7, 14], run.Poller.Times);
        Assert.Equal([0, 7, 14], slow.Times);
    }

    [Fact]
    public void Retry_After_overrides_the_interval_and_is_read_each_time()
    {
        using WaitRun run = new();
        int[] seconds = [25, 0, 3];
        run.Poller.Before = (observer, _) =>
        {
            if (run.Poller.Polls.Count <= seconds.Length)
                observer.RetryAfter(TimeSpan.FromSeconds(seconds[run.Poller.Polls.Count - 1]));
            return Task.CompletedTask;
        };

        run.Start(new EvalWaitOptions { PollInterval = TimeSpan.FromSeconds(10) }, new FakeTask("a")).Advance(60);

        Assert.Equal([0, 25, 35, 38, 48, 58], run.Poller.Times);
        Assert.Equal(3, run.Delays.Count);
    }

    [Fact]
    public void A_Retry_After_beyond_the_interval_is_a_warning_that_names_it_once()
    {
        using WaitRun run = new();
        run.Poller.Before = (observer, _) =>
        {
            observer.RetryAfter(TimeSpan.FromSeconds(run.Poller.Polls.Count == 1 ? 5 : 25));
            return Task.CompletedTask;
        };

        run.Start(new EvalWaitOptions { PollInterval = TimeSpan.FromSeconds(10) }, new FakeTask("a")).Advance(60);

        Assert.Equal([0, 5, 30, 55], run.Poller.Times);
        Assert.Equal(
            ["Scale: the service asks with Retry-After to wait 25 s before the next poll, longer than the poll interval of 10 s."],
            run.Warnings);
    }

    [Fact]
    public void A_request_of_a_poll_is_told_how_long_the_wait_goes_on()
    {
        using WaitRun run = new();
        List<TimeSpan?> left = [];
        run.Poller.Before = (observer, _) =>
        {
            left.Add(((IDeadline)observer).TimeLeft);
            return Task.CompletedTask;
        };

        run.Start(new EvalWaitOptions { Timeout = TimeSpan.FromSeconds(15) }, new FakeTask("a")).Advance(20);

        Assert.Equal([15, 5, 0], left.Select(time => time!.Value.TotalSeconds));
    }

    [Fact]
    public void Follows_Retry_After_of_a_failed_poll()
    {
        using WaitRun run = new();
        run.Poller.Before = (observer, _) =>
        {
            observer.RetryAfter(TimeSpan.FromSeconds(30));
            throw Problem.Make(EvalErrorCondition.RateLimited);
        };

        run.Start(Forever, new FakeTask("a")).Advance(60);

        Assert.Equal([0, 30, 60], run.Poller.Times);
    }

    [Fact]
    public void Retry_After_beyond_the_deadline_does_not_move_the_deadline()
    {
        using WaitRun run = new();
        run.Poller.Before = (observer, _) =>
        {
            observer.RetryAfter(TimeSpan.MaxValue);
            return Task.CompletedTask;
        };

        run.Start(new EvalWaitOptions { Timeout = TimeSpan.FromSeconds(20) }, new FakeTask("a")).Advance(20);

        Assert.True(run.IsOver);
        Assert.Equal([0, 20], run.Poller.Times);
    }

    [Fact]
    public void Polls_a_group_once()
    {
        using WaitRun run = new();

        run.Start(Forever, new FakeTask("a", Group: "g"), new FakeTask("b", Group: "h"), new FakeTask("c", Group: "g"));

        Assert.Equal([["a", "c"], ["b"]], run.Poller.Polls.Select(poll => poll.Ids));
    }

    [Fact]
    public void A_task_joins_its_group_once_the_group_is_known()
    {
        using WaitRun run = new();
        run.Poller.Respond = (task, _) => task with { Group = "g" };

        run.Start(Forever, new FakeTask("a"), new FakeTask("b"), new FakeTask("c")).Advance(20);

        Assert.Equal(
            [["a"], ["b"], ["c"], ["a", "b", "c"], ["a", "b", "c"]],
            run.Poller.Polls.Select(poll => poll.Ids));
        Assert.Equal([0, 0, 0, 10, 20], run.Poller.Times);
    }

    [Fact]
    public void A_task_that_joins_a_group_during_its_poll_still_gets_the_poll_at_the_deadline()
    {
        using WaitRun run = new();
        TaskCompletionSource gate = new();
        TaskCompletionSource first = new();
        run.Poller.Respond = (task, _) => task with { Group = "g" };
        run.Poller.Interval = _ => TimeSpan.FromSeconds(4);

        // The group g, with a in it, is polled from the deadline on; the poll of b began before it.
        run.Poller.Before = (_, _) => run.Poller.Polls.Count switch
        {
            2 => first.Task,
            4 => gate.Task,
            _ => Task.CompletedTask,
        };
        run.Start(
            new EvalWaitOptions { Timeout = TimeSpan.FromSeconds(5) },
            new FakeTask("a", Group: "g"),
            new FakeTask("b")).Advance(5);
        first.SetResult();
        gate.SetResult();

        Assert.True(run.IsOver);
        Assert.Equal([["a"], ["b"], ["a"], ["a"], ["b"]], run.Poller.Polls.Select(poll => poll.Ids));
        Assert.Equal([0, 0, 4, 5, 5], run.Poller.Times);
    }

    [Fact]
    public void Runs_at_most_sixteen_polls_at_once()
    {
        using WaitRun run = new();
        List<TaskCompletionSource> gates = [];
        run.Poller.Before = (_, _) =>
        {
            gates.Add(new TaskCompletionSource());
            return gates[^1].Task;
        };

        run.Start(Forever, [.. Enumerable.Range(0, 40).Select(i => new FakeTask($"{i}"))]);
        Assert.Equal(16, gates.Count);
        gates[3].SetResult();
        Assert.Equal(17, gates.Count);
        for (int i = 0; i < gates.Count; i++)
            gates[i].TrySetResult();

        Assert.Equal(40, gates.Count);
        Assert.Equal(16, run.Poller.MostUnderWay);
    }

    [Fact]
    public void A_slow_group_does_not_delay_another()
    {
        using WaitRun run = new();
        FakePoller stuck = new(run.Clock) { Before = (_, cancellation) => WaitRun.Never(cancellation) };

        run.StartItems(Forever, [new(new FakeTask("a"), stuck), new(new FakeTask("b"), run.Poller)]).Advance(30);

        Assert.Equal([0, 10, 20, 30], run.Poller.Times);
    }

    [Fact]
    public void An_idle_wait_has_only_its_timer()
    {
        using WaitRun run = new();
        run.Poller.Interval = _ => TimeSpan.FromHours(1);
        run.Start(Forever, new FakeTask("a"), new FakeTask("b"));
        long before = GC.GetAllocatedBytesForCurrentThread();

        run.Clock.Advance(TimeSpan.FromMinutes(59));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1024);
        Assert.Equal(1, run.Clock.Timers);
        Assert.Equal(2, run.Poller.Polls.Count);
    }
}
