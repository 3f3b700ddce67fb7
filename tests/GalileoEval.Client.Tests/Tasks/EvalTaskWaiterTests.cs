using GalileoEval.Errors;
using GalileoEval.Tasks;

namespace GalileoEval.Tests.Tasks;

public sealed class EvalTaskWaiterTests
{
    private static readonly EvalWaitOptions Forever = new();

    [Fact]
    public void ResultsComeInTheOrderInWhichTheTasksEnd()
    {
        using WaitRun run = new();
        Dictionary<string, int> endsAtLook = new() { ["a"] = 3, ["b"] = 1, ["c"] = 2 };
        run.Poller.Answer = (task, look) =>
            look >= endsAtLook[task.Id] ? task with { State = EvalState.Succeeded } : task;

        run.Start(Forever, new FakeTask("a"), new FakeTask("b"), new FakeTask("c")).Advance(30);

        Assert.True(run.IsOver);
        Assert.Equal(["b", "c", "a"], run.Ids);
        Assert.Equal([0, 10, 20], run.ResultTimes);
        Assert.All(run.Results, result => Assert.Null(result.Error));
    }

    [Theory]
    [InlineData(EvalState.Succeeded)]
    [InlineData(EvalState.Failed)]
    [InlineData(EvalState.Canceled)]
    public void EveryFinalStateEndsTheWait(EvalState final)
    {
        using WaitRun run = new();
        run.Poller.Answer = (task, _) => task with { State = final };

        run.Start(Forever, new FakeTask("a"));

        Assert.True(run.IsOver);
        Assert.Equal(final, Assert.Single(run.Results).Task.State);
        Assert.Null(run.Results[0].Error);
    }

    [Theory]
    [InlineData(EvalState.Unknown)]
    [InlineData(EvalState.Pending)]
    [InlineData(EvalState.Running)]
    public void NoOtherStateEndsTheWait(EvalState state)
    {
        using WaitRun run = new();
        run.Poller.Answer = (task, _) => task with { State = state };

        run.Start(Forever, new FakeTask("a")).Advance(3600);

        Assert.False(run.IsOver);
        Assert.Equal(361, run.Poller.Looks.Count);
    }

    [Fact]
    public void ATaskThatIsFinalAlreadyCostsNoRequest()
    {
        using WaitRun run = new();

        run.Start(Forever, new FakeTask("a", EvalState.Failed), new FakeTask("b"));

        Assert.Equal(["a"], run.Ids);
        Assert.Equal(["b"], Assert.Single(run.Poller.Looks).Ids);
        Assert.False(run.IsOver);
    }

    [Fact]
    public void AReferenceGetsItsFirstLookAtOnce()
    {
        using WaitRun run = new();
        run.Poller.Answer = (task, _) => task with { State = EvalState.Succeeded };

        run.Start(Forever, new FakeTask("a", EvalState.Unknown));

        Assert.True(run.IsOver);
        Assert.Equal([0], run.Poller.Times);
    }

    [Fact]
    public void NothingToWaitForEndsAtOnce()
    {
        using WaitRun run = new();

        run.Start(Forever, []);

        Assert.True(run.IsOver);
        Assert.Empty(run.Results);
        Assert.Equal(0, run.Clock.Timers);
    }

    [Fact]
    public void TheLastLookIsAtTheDeadlineExactly()
    {
        using WaitRun run = new();

        run.Start(new EvalWaitOptions { Timeout = TimeSpan.FromSeconds(25) }, new FakeTask("a", Word: "pending"));
        run.Advance(24);
        Assert.False(run.IsOver);
        run.Advance(1);

        Assert.True(run.IsOver);
        Assert.Equal([0, 10, 20, 25], run.Poller.Times);
        EvalWaitResult result = Assert.Single(run.Results);
        Assert.Equal(EvalErrorCondition.Timeout, result.Error?.Condition);
        Assert.Equal("Scale: task a had not ended after 25 s: its last status is 'pending'.", result.Error!.Message);
        Assert.Contains("Wait-EvalTask again", result.Error.RecommendedAction);
    }

    [Fact]
    public void ATaskThatEndsAtTheDeadlineIsNoTimeout()
    {
        using WaitRun run = new();
        run.Poller.Answer = (task, look) => look == 3 ? task with { State = EvalState.Succeeded } : task;

        run.Start(new EvalWaitOptions { Timeout = TimeSpan.FromSeconds(11) }, new FakeTask("a")).Advance(11);

        Assert.True(run.IsOver);
        Assert.Null(Assert.Single(run.Results).Error);
    }

    [Fact]
    public void TimeoutZeroIsExactlyOneLook()
    {
        using WaitRun run = new();
        run.Poller.Answer = (task, _) => task.Id == "b" ? task with { State = EvalState.Succeeded } : task;

        run.Start(new EvalWaitOptions { Timeout = TimeSpan.Zero }, new FakeTask("a"), new FakeTask("b"), new FakeTask("c"));

        Assert.True(run.IsOver);
        Assert.Equal(3, run.Poller.Looks.Count);
        Assert.Equal(["b", "a", "c"], run.Ids);
        Assert.Equal([null, EvalErrorCondition.Timeout, EvalErrorCondition.Timeout], run.Conditions);
    }

    [Fact]
    public void ATimeoutCarriesTheLastStateSeenAndSaysSoWhenThereIsNone()
    {
        using WaitRun run = new();
        run.Poller.Answer = (task, _) => task.Id == "a"
            ? task with { State = EvalState.Running }
            : Problem.Make(EvalErrorCondition.ServerError, "out of order");

        run.Start(
            new EvalWaitOptions { Timeout = TimeSpan.Zero },
            new FakeTask("a", EvalState.Unknown),
            new FakeTask("b", EvalState.Unknown));

        Assert.Equal(EvalState.Running, run.Results[0].Task.State);
        Assert.Equal("Scale: task b had not ended after 0 s: no status was seen. The last poll failed: out of order",
            run.Results[1].Error!.Message);
        Assert.Equal(EvalErrorCondition.ServerError, Assert.IsType<EvalException>(run.Results[1].Error!.InnerException).Condition);
    }

    [Fact]
    public void ALookUnderWayAtTheDeadlineIsFollowedByTheOneOfTheDeadline()
    {
        using WaitRun run = new();
        TaskCompletionSource answer = new();
        run.Poller.Before = (_, _) => run.Poller.Looks.Count == 1 ? answer.Task : Task.CompletedTask;

        run.Start(new EvalWaitOptions { Timeout = TimeSpan.FromSeconds(5) }, new FakeTask("a")).Advance(7);
        Assert.False(run.IsOver);
        answer.SetResult();

        Assert.True(run.IsOver);
        Assert.Equal([0, 7], run.Poller.Times);
    }

    [Fact]
    public void LooksAtTheDeadlineAreGivenUpWhenThereIsNoNews()
    {
        using WaitRun run = new();
        int canceled = 0;
        run.Poller.Before = async (_, cancellationToken) =>
        {
            try
            {
                await WaitRun.Never(cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                canceled++;
            }
        };

        run.Start(new EvalWaitOptions { Timeout = TimeSpan.FromSeconds(5) }, new FakeTask("a"), new FakeTask("b"));
        run.Advance(64);
        Assert.False(run.IsOver);
        run.Advance(1);

        Assert.True(run.IsOver);
        Assert.Equal(2, canceled);
        Assert.Equal(["a", "b"], run.Ids);
        Assert.All(run.Conditions, condition => Assert.Equal(EvalErrorCondition.Timeout, condition));
    }

    [Fact]
    public void AConsumerThatTakesItsTimeDoesNotCostTheLookAtTheDeadline()
    {
        using WaitRun run = new();
        run.Poller.Answer = (task, look) => look == 2 ? task with { State = EvalState.Succeeded } : task;
        EvalWaitItem[] items = [new(new FakeTask("done", EvalState.Failed), run.Poller), new(new FakeTask("a"), run.Poller)];
        IAsyncEnumerator<EvalWaitResult> results = new EvalTaskWaiter(run.Clock)
            .WaitAsync(items, new EvalWaitOptions { Timeout = TimeSpan.FromSeconds(5) })
            .GetAsyncEnumerator();
        Assert.True(results.MoveNextAsync().AsTask().IsCompletedSuccessfully);

        run.Clock.Advance(TimeSpan.FromHours(1));
        ValueTask<bool> next = results.MoveNextAsync();

        Assert.True(next.IsCompleted);
        Assert.Equal(EvalErrorCondition.Timeout, results.Current.Error?.Condition);
        Assert.Equal([3600], run.Poller.Times);
    }

    [Fact]
    public void AnyStopsAfterTheFirstThatEnds()
    {
        using WaitRun run = new();
        run.Poller.Answer = (task, look) => look == 2 ? task with { State = EvalState.Failed } : task;

        run.Start(new EvalWaitOptions { Any = true }, new FakeTask("a"), new FakeTask("b"), new FakeTask("c")).Advance(60);

        Assert.True(run.IsOver);
        Assert.Equal(["a"], run.Ids);
        Assert.Null(run.Results[0].Error);
        Assert.Equal(0, run.Clock.Timers);
    }

    [Fact]
    public void AnyTakesWhatIsFinalAlreadyAndLooksAtNothing()
    {
        using WaitRun run = new();

        run.Start(new EvalWaitOptions { Any = true }, new FakeTask("a"), new FakeTask("b", EvalState.Canceled));

        Assert.True(run.IsOver);
        Assert.Equal(["b"], run.Ids);
        Assert.Empty(run.Poller.Looks);
    }

    [Fact]
    public void AnyGoesOnAfterATaskThatCannotBeRead()
    {
        using WaitRun run = new();
        run.Poller.Answer = (task, look) => (task.Id, look) switch
        {
            ("a", _) => Problem.Make(EvalErrorCondition.NotFound),
            (_, 2) => task with { State = EvalState.Succeeded },
            _ => task,
        };

        run.Start(new EvalWaitOptions { Any = true }, new FakeTask("a"), new FakeTask("b")).Advance(10);

        Assert.True(run.IsOver);
        Assert.Equal([EvalErrorCondition.NotFound, null], run.Conditions);
    }

    [Fact]
    public void DuplicatesAreLookedAtOnceAndAllHaveTheirResult()
    {
        using WaitRun run = new();
        run.Poller.Answer = (task, look) => look == 2 ? task with { State = EvalState.Succeeded } : task;
        EvalWaitItem[] items =
        [
            new(new FakeTask("a"), run.Poller, input: 1),
            new(new FakeTask("b"), run.Poller, input: 2),
            new(new FakeTask("a", EvalState.Unknown), run.Poller, input: 3),
        ];

        run.StartItems(Forever, items).Advance(10);

        Assert.True(run.IsOver);
        Assert.Equal(4, run.Poller.Looks.Count);
        Assert.Equal([1, 3, 2], run.Results.Select(result => result.Item.Input));
    }

    [Fact]
    public void DuplicatesOnTwoConnectionsAreTwoTasks()
    {
        using WaitRun run = new();
        FakePoller other = new(run.Clock);

        run.StartItems(Forever, [new(new FakeTask("a"), run.Poller), new(new FakeTask("a"), other)]);

        Assert.Single(run.Poller.Looks);
        Assert.Single(other.Looks);
    }

    [Fact]
    public void ImpossibleOptionsAreRefusedAtOnce()
    {
        EvalTaskWaiter waiter = new();

        Assert.Throws<ArgumentOutOfRangeException>(
            () => { waiter.WaitAsync([], new EvalWaitOptions { Timeout = TimeSpan.FromSeconds(-1) }); });
        Assert.Throws<ArgumentOutOfRangeException>(
            () => { waiter.WaitAsync([], new EvalWaitOptions { PollInterval = TimeSpan.Zero }); });
    }

    [Fact]
    public void TheLongestTimesDoNotOverflow()
    {
        using WaitRun run = new();

        run.Start(
            new EvalWaitOptions { Timeout = TimeSpan.MaxValue, PollInterval = TimeSpan.MaxValue }, new FakeTask("a"));
        run.Clock.Advance(TimeSpan.FromDays(400));

        Assert.False(run.IsOver);
        Assert.Single(run.Poller.Looks);
    }
}
