using GalileoEval.Tasks;

namespace GalileoEval.Tests.Tasks;

public sealed class EvalTaskWaiterCancellationTests
{
    [Fact]
    public void CancellationEndsASleepAtOnce()
    {
        using WaitRun run = new();
        run.Start(new EvalWaitOptions(), new FakeTask("a"));

        run.Cancel();

        Assert.True(run.Task.IsCanceled);
        Assert.Equal(0, run.Clock.Timers);
        run.Advance(60);
        Assert.Single(run.Poller.Looks);
    }

    [Fact]
    public void CancellationEndsTheLooksUnderWayAndWaitsForTheirEnd()
    {
        using WaitRun run = new();
        run.Poller.Before = (_, cancellation) => WaitRun.Never(cancellation);
        run.Start(new EvalWaitOptions(), [.. Enumerable.Range(0, 40).Select(i => new FakeTask($"{i}"))]);
        Assert.Equal(16, run.Poller.UnderWay);

        run.Cancel();

        Assert.True(run.Task.IsCanceled);
        Assert.Equal(0, run.Poller.UnderWay);
        Assert.Equal(16, run.Poller.Looks.Count);
        Assert.Equal(0, run.Clock.Timers);
    }

    [Fact]
    public void CancellationBeforeTheBeginSendsNothing()
    {
        using WaitRun run = new();
        run.Cancel();

        run.Start(new EvalWaitOptions(), new FakeTask("a"));

        Assert.True(run.Task.IsCanceled);
        Assert.Empty(run.Poller.Looks);
    }

    [Fact]
    public async Task AConsumerThatLeavesEndsEverything()
    {
        using WaitRun run = new();
        run.Poller.Answer = (task, _) => task.Id == "a" ? task with { State = EvalState.Succeeded } : task;
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
