using GalileoEval.Errors;
using GalileoEval.Tasks;

namespace GalileoEval.Tests.Tasks;

public sealed class EvalTaskWaiterTests
{
    private static readonly EvalWaitOptions Forever = new();

    [Fact]
    public void Returns_results_in_the_order_in_which_tasks_end()
    {
        using WaitRun run = new();
        Dictionary<string, int> endsAtPoll = new() { ["a"] = 3, ["b"] = 1, ["c"] = 2 };
        run.Poller.Respond = (task, poll) =>
            poll >= endsAtPoll[task.Id] ? task with { State = EvalState.Succeeded } : task;

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
    public void Every_final_state_ends_the_wait(EvalState final)
    {
        using WaitRun run = new();
        run.Poller.Respond = (task, _) => task with { State = final };

        run.Start(Forever, new FakeTask("a"));

        Assert.True(run.IsOver);
        Assert.Equal(final, Assert.Single(run.Results).Task.State);
        Assert.Null(run.Results[0].Error);
    }

    [Theory]
    [InlineData(EvalState.Unknown)]
    [InlineData(EvalState.Pending)]
    [InlineData(EvalState.Running)]
    public void No_other_state_ends_the_wait(EvalState state)
    {
        using WaitRun run = new();
        run.Poller.Respond = (task, _) => task with { State = state };

        run.Start(Forever, new FakeTask("a")).Advance(3600);

        Assert.False(run.IsOver);
        Assert.Equal(361, run.Poller.Polls.Count);
    }

    [Fact]
    public void Sends_no_request_for_a_task_that_is_final_already()
    {
        using WaitRun run = new();

        run.Start(Forever, new FakeTask("a", EvalState.Failed), new FakeTask("b"));

        Assert.Equal(["a"], run.Ids);
        Assert.Equal(["b"], Assert.Single(run.Poller.Polls).Ids);
        Assert.False(run.IsOver);
    }

    [Fact]
    public void Polls_a_reference_at_once()
    {
        using WaitRun run = new();
        run.Poller.Respond = (task, _) => task with { State = EvalState.Succeeded };

        run.Start(Forever, new FakeTask("a", EvalState.Unknown));

        Assert.True(run.IsOver);
        Assert.Equal([0], run.Poller.Times);
    }

    [Fact]
    public void Ends_at_once_with_nothing_to_wait_for()
    {
        using WaitRun run = new();

        run.Start(Forever, []);

        Assert.True(run.IsOver);
        Assert.Empty(run.Results);
        Assert.Equal(0, run.Clock.Timers);
    }

    [Fact]
    public void The_last_poll_is_exactly_at_the_deadline()
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
        Assert.Equal(EvalNextStep.Wait, result.Error.NextStep);
    }

    [Fact]
    public void A_task_that_ends_at_the_deadline_does_not_time_out()
    {
        using WaitRun run = new();
        run.Poller.Respond = (task, poll) => poll == 3 ? task with { State = EvalState.Succeeded } : task;

        run.Start(new EvalWaitOptions { Timeout = TimeSpan.FromSeconds(11) }, new FakeTask("a")).Advance(11);

        Assert.True(run.IsOver);
        Assert.Null(Assert.Single(run.Results).Error);
    }

    [Fact]
    public void Timeout_zero_is_exactly_one_poll()
    {
        using WaitRun run = new();
        run.Poller.Respond = (task, _) => task.Id == "b" ? task with { State = EvalState.Succeeded } : task;

        run.Start(new EvalWaitOptions { Timeout = TimeSpan.Zero }, new FakeTask("a"), new FakeTask("b"), new FakeTask("c"));

        Assert.True(run.IsOver);
        Assert.Equal(3, run.Poller.Polls.Count);
        Assert.Equal(["b", "a", "c"], run.Ids);
        Assert.Equal([null, EvalErrorCondition.Timeout, EvalErrorCondition.Timeout], run.Conditions);
    }

    [Fact]
    public void A_timeout_contains_the_last_known_state_or_says_that_there_is_none()
    {
        using WaitRun run = new();
        run.Poller.Respond = (task, _) => task.Id == "a"
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
    public void The_poll_at_the_deadline_follows_one_that_is_still_running()
    {
        using WaitRun run = new();
        TaskCompletionSource response = new();
        run.Poller.Before = (_, _) => run.Poller.Polls.Count == 1 ? response.Task : Task.CompletedTask;

        run.Start(new EvalWaitOptions { Timeout = TimeSpan.FromSeconds(5) }, new FakeTask("a")).Advance(7);
        Assert.False(run.IsOver);
        response.SetResult();

        Assert.True(run.IsOver);
        Assert.Equal([0, 7], run.Poller.Times);
    }

    [Fact]
    public void Gives_up_polls_at_the_deadline_when_nothing_changes()
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
    public void A_slow_consumer_does_not_prevent_the_poll_at_the_deadline()
    {
        using WaitRun run = new();
        run.Poller.Respond = (task, poll) => poll == 2 ? task with { State = EvalState.Succeeded } : task;
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
    public void Any_stops_after_the_first_task_that_ends()
    {
        using WaitRun run = new();
        run.Poller.Respond = (task, poll) => poll == 2 ? task with { State = EvalState.Failed } : task;

        run.Start(new EvalWaitOptions { Any = true }, new FakeTask("a"), new FakeTask("b"), new FakeTask("c")).Advance(60);

        Assert.True(run.IsOver);
        Assert.Equal(["a"], run.Ids);
        Assert.Null(run.Results[0].Error);
        Assert.Equal(0, run.Clock.Timers);
    }

    [Fact]
    public void Any_returns_a_task_that_is_final_already_without_a_poll()
    {
        using WaitRun run = new();

        run.Start(new EvalWaitOptions { Any = true }, new FakeTask("a"), new FakeTask("b", EvalState.Canceled));

        Assert.True(run.IsOver);
        Assert.Equal(["b"], run.Ids);
        Assert.Empty(run.Poller.Polls);
    }

    [Fact]
    public void Any_continues_after_a_task_that_cannot_be_read()
    {
        using WaitRun run = new();
        run.Poller.Respond = (task, poll) => (task.Id, poll) switch
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
    public void Polls_duplicates_once_and_returns_a_result_for_each()
    {
        using WaitRun run = new();
        run.Poller.Respond = (task, poll) => poll == 2 ? task with { State = EvalState.Succeeded } : task;
        EvalWaitItem[] items =
        [
            new(new FakeTask("a"), run.Poller, input: 1),
            new(new FakeTask("b"), run.Poller, input: 2),
            new(new FakeTask("a", EvalState.Unknown), run.Poller, input: 3),
        ];

        run.StartItems(Forever, items).Advance(10);

        Assert.True(run.IsOver);
        Assert.Equal(4, run.Poller.Polls.Count);
        Assert.Equal([1, 3, 2], run.Results.Select(result => result.Item.Input));
    }

    [Fact]
    public void Duplicates_on_two_connections_are_two_tasks()
    {
        using WaitRun run = new();
        FakePoller other = new(run.Clock);

        run.StartItems(Forever, [new(new FakeTask("a"), run.Poller), new(new FakeTask("a"), other)]);

        Assert.Single(run.Poller.Polls);
        Assert.Single(other.Polls);
    }

    [Fact]
    public void Rejects_invalid_options_at_once()
    {
        EvalTaskWaiter waiter = new();

        Assert.Throws<ArgumentOutOfRangeException>(
            () => { waiter.WaitAsync([], new EvalWaitOptions { Timeout = TimeSpan.FromSeconds(-1) }); });
        Assert.Throws<ArgumentOutOfRangeException>(
            () => { waiter.WaitAsync([], new EvalWaitOptions { PollInterval = TimeSpan.Zero }); });
    }

    [Fact]
    public void The_longest_times_do_not_overflow()
    {
        using WaitRun run = new();

        run.Start(
            new EvalWaitOptions { Timeout = TimeSpan.MaxValue, PollInterval = TimeSpan.MaxValue }, new FakeTask("a"));
        run.Clock.Advance(TimeSpan.FromDays(400));

        Assert.False(run.IsOver);
        Assert.Single(run.Poller.Polls);
    }
}
