using GalileoEval.Errors;
using GalileoEval.Tasks;

namespace GalileoEval.Tests.Tasks;

public sealed class EvalTaskWaiterErrorTests
{
    private static readonly EvalWaitOptions Forever = new();

    [Theory]
    [InlineData(EvalErrorCondition.ServerError)]
    [InlineData(EvalErrorCondition.RateLimited)]
    [InlineData(EvalErrorCondition.ConnectionFailed)]
    [InlineData(EvalErrorCondition.Timeout)]
    public void A_transient_error_does_not_end_a_wait(EvalErrorCondition condition)
    {
        using WaitRun run = new();
        run.Poller.Respond = (task, poll) =>
            poll <= 50 ? Problem.Make(condition, $"try {poll}") : task with { State = EvalState.Succeeded };

        run.Start(Forever, new FakeTask("a")).Advance(500);

        Assert.True(run.IsOver);
        Assert.Null(Assert.Single(run.Results).Error);
        Assert.Equal(50, run.Notes.Count);
        Assert.Equal("Scale: task a: still waiting after an error: try 1", run.Notes[0]);
    }

    [Theory]
    [InlineData(EvalErrorCondition.BadRequest)]
    [InlineData(EvalErrorCondition.Unauthorized)]
    [InlineData(EvalErrorCondition.PaymentRequired)]
    [InlineData(EvalErrorCondition.Forbidden)]
    [InlineData(EvalErrorCondition.NotFound)]
    [InlineData(EvalErrorCondition.ValidationError)]
    [InlineData(EvalErrorCondition.InvalidArgument)]
    public void A_permanent_error_ends_its_task_at_once_and_no_other(EvalErrorCondition condition)
    {
        using WaitRun run = new();
        run.Poller.Respond = (task, _) => task.Id == "a" ? Problem.Make(condition) : task;

        run.Start(Forever, new FakeTask("a", Group: "g"), new FakeTask("b", Group: "g")).Advance(10);

        Assert.False(run.IsOver);
        Assert.Equal([condition], run.Conditions);
        Assert.Equal(["b"], run.Poller.Polls[1].Ids);
    }

    [Fact]
    public void Follows_the_hint_of_the_service_on_retries()
    {
        using WaitRun run = new();
        run.Poller.Respond = (task, _) => task.Id == "a"
            ? Problem.Make(EvalErrorCondition.ServerError, retriable: false)
            : Problem.Make(EvalErrorCondition.ValidationError, retriable: true);

        run.Start(Forever, new FakeTask("a"), new FakeTask("b")).Advance(100);

        Assert.Equal([EvalErrorCondition.ServerError], run.Conditions);
    }

    [Fact]
    public void The_third_unreadable_response_in_a_row_ends_a_task()
    {
        using WaitRun run = new();
        run.Poller.Respond = (_, _) => Problem.Make(EvalErrorCondition.InvalidResponse);

        run.Start(Forever, new FakeTask("a")).Advance(19);
        Assert.False(run.IsOver);
        run.Advance(1);

        Assert.True(run.IsOver);
        Assert.Equal([EvalErrorCondition.InvalidResponse], run.Conditions);
    }

    [Fact]
    public void A_readable_response_resets_the_count_of_unreadable_ones()
    {
        using WaitRun run = new();
        run.Poller.Respond = (task, poll) => poll % 3 == 0 ? task : Problem.Make(EvalErrorCondition.InvalidResponse);

        run.Start(Forever, new FakeTask("a")).Advance(3600);

        Assert.False(run.IsOver);
    }

    [Fact]
    public void An_error_of_a_poll_applies_to_its_whole_group()
    {
        using WaitRun run = new();
        run.Poller.Before = (_, _) => throw Problem.Make(EvalErrorCondition.Unauthorized);

        run.Start(Forever, new FakeTask("a", Group: "g"), new FakeTask("b", Group: "g"));

        Assert.True(run.IsOver);
        Assert.Equal([EvalErrorCondition.Unauthorized, EvalErrorCondition.Unauthorized], run.Conditions);
    }

    [Fact]
    public void Logs_a_transient_error_of_a_group_once()
    {
        using WaitRun run = new();
        run.Poller.Before = (_, _) => throw Problem.Make(EvalErrorCondition.ServerError);

        run.Start(Forever, [.. Enumerable.Range(0, 1000).Select(i => new FakeTask($"{i}", Group: "g"))]).Advance(10);

        Assert.Equal(2, run.Notes.Count);
        Assert.Equal(1000, run.Poller.Polls[1].Ids.Length);
    }

    [Fact]
    public void Polls_a_task_again_that_the_poll_did_not_return()
    {
        using WaitRun run = new();
        run.Poller.Respond = (task, poll) => poll == 1 ? "nothing" : task with { State = EvalState.Succeeded };

        run.Start(Forever, new FakeTask("a")).Advance(10);

        Assert.True(run.IsOver);
        Assert.Null(Assert.Single(run.Results).Error);
    }

    [Fact]
    public void Keeps_waiting_on_an_unknown_status_and_warns_once_for_each()
    {
        using WaitRun run = new();
        run.Poller.Respond = (task, poll) => task with
        {
            State = poll < 5 ? EvalState.Unknown : EvalState.Succeeded,
            Word = poll % 2 == 0 ? "simmering\n\u001b[31m" : "stewing",
        };

        run.Start(Forever, new FakeTask("a"), new FakeTask("b")).Advance(100);

        Assert.True(run.IsOver);
        Assert.Equal(
            [
                "Scale: the status 'stewing' is unknown to this version of the module and is treated as not final.",
                "Scale: the status 'simmering [31m' is unknown to this version of the module and is treated as not final.",
            ],
            run.Warnings);
    }

    [Fact]
    public void Does_not_swallow_a_defect_of_a_poller()
    {
        WaitRun run = new();
        run.Poller.Before = (_, _) => throw new InvalidOperationException("defect");

        run.Start(Forever, new FakeTask("a"));

        Assert.True(run.IsOver);
        Assert.Equal("defect", Assert.Throws<InvalidOperationException>(run.Dispose).Message);
        Assert.Equal(0, run.Clock.Timers);
    }
}
