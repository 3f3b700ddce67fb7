using GalileoEval.Tasks;

namespace GalileoEval.Tests.Tasks;

public sealed class EvalTaskWaiterCancellationTests
{
    [Fact]
    public void Cancellation_ends_a_sleep_at_once()
    {
        using WaitRun run = new();
        run.Start(new EvalWaitOptions(), new FakeTask("a"));

        run.Cancel();

        Assert.True(run.Task.IsCanceled);
        Assert.Equal(0, run.Clock.Timers);
        run.Advance(60);
        Assert.Single(run.Poller.Polls);
    }

    [Fact]
    public void Cancellation_ends_running_polls_and_waits_for_their_end()
    {
        using WaitRun run = new();
        run.Poller.Before = (_, cancellation) => WaitRun.Never(cancellation);
        run.Start(new EvalWaitOptions(), [.. Enumerable.Range(0, 40).Select(i => new FakeTask($"{i}"))]);
        Assert.Equal(16, run.Poller.UnderWay);

        run.Cancel();

        Assert.True(run.Task.IsCanceled);
        Assert.Equal(0, run.Poller.UnderWay);
        Assert.Equal(16, run.Poller.Polls.Count);
        Assert.Equal(0, run.Clock.Timers);
    }

    [Fact]
    public void Sends_nothing_when_cancelled_before_the_start()
    {
        using WaitRun run = new();
        run.Cancel();

        run.Start(new EvalWaitOptions(), new FakeTask("a"));

        Assert.True(run.Task.IsCanceled);
        Assert.Empty(run.Poller.Polls);
    }

    [Fact]
    public async Task Ends_everything_when_the_consumer_stops_reading()
    {
        using WaitRun run = new();
        run.Poller.Respond = (task, _) => task.Id == "a" ? task with { State = EvalState.Succeeded } : task;
        FakePoller stuck = new(run.Clock) { Before = (_, cancellation) => WaitRun.Never(cancellation) };
        EvalWaitItem[] items = [new(new FakeTask("b"), stuck), new(new FakeTask("a"), run.Poller)];

        await foreach (EvalWaitResult result in new EvalTaskWaiter(run.Clock).WaitAsync(items, new EvalWaitOptions()))
        {
            Assert.Equal(1, stuck.UnderWay);
            break;
        }

        Assert.Equal(0, stuck.UnderWay);
        Assert.Equal(0, run.Clock.Timers);
    }
}
