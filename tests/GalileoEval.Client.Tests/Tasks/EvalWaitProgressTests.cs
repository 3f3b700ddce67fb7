using GalileoEval.Errors;
using GalileoEval.Tasks;

namespace GalileoEval.Tests.Tasks;

public sealed class EvalWaitProgressTests
{
    [Fact]
    public void Reports_progress_at_the_start_and_after_every_change()
    {
        using WaitRun run = new();
        run.Poller.Respond = (task, poll) => task with { State = poll == 1 ? EvalState.Running : EvalState.Succeeded };

        run.Start(
            new EvalWaitOptions { Timeout = TimeSpan.FromSeconds(30) },
            new FakeTask("a"), new FakeTask("b"), new FakeTask("a"), new FakeTask("c", EvalState.Failed)).Advance(10);

        EvalWaitProgress first = run.Progress[0];
        Assert.Equal((4, 1, TimeSpan.Zero, TimeSpan.FromSeconds(30), null), Facts(first));
        Assert.Equal(new() { [EvalState.Pending] = 3, [EvalState.Failed] = 1 }, States(first));
        EvalWaitProgress second = run.Progress[1];
        Assert.Equal((4, 1, TimeSpan.Zero, TimeSpan.FromSeconds(30), "Scale: task b: Running"), Facts(second));
        Assert.Equal(new() { [EvalState.Running] = 3, [EvalState.Failed] = 1 }, States(second));
        EvalWaitProgress last = run.Progress[^1];
        Assert.Equal((4, 4, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(20), "Scale: task b: Succeeded"), Facts(last));
        Assert.Equal(new() { [EvalState.Succeeded] = 3, [EvalState.Failed] = 1 }, States(last));
        Assert.Equal(3, run.Progress.Count);
    }

    [Fact]
    public void Reports_no_remaining_time_without_a_deadline()
    {
        using WaitRun run = new();

        run.Start(new EvalWaitOptions(), new FakeTask("a"));

        Assert.All(run.Progress, progress => Assert.Null(progress.Remaining));
    }

    [Fact]
    public void Counts_a_failed_task_as_done_with_its_last_state()
    {
        using WaitRun run = new();
        run.Poller.Respond = (_, _) => Problem.Make(EvalErrorCondition.NotFound);

        run.Start(new EvalWaitOptions(), new FakeTask("a", EvalState.Unknown));

        Assert.Equal(1, run.Progress[^1].Done);
        Assert.Equal(new() { [EvalState.Unknown] = 1 }, States(run.Progress[^1]));
    }

    [Fact]
    public void Keeps_text_of_the_service_on_one_line()
    {
        using WaitRun run = new();
        run.Poller.Respond = (task, _) => task with { Word = new string('x', 100) + "\r\n\u001b[2J" + new string('y', 100) };

        run.Start(new EvalWaitOptions(), new FakeTask("a"));

        string current = run.Progress[^1].Current!;
        Assert.InRange(current.Length, 1, 120);
        Assert.DoesNotContain(current, char.IsControl);
    }

    private static (int, int, TimeSpan, TimeSpan?, string?) Facts(EvalWaitProgress progress) =>
        (progress.Total, progress.Done, progress.Elapsed, progress.Remaining, progress.Current);

    private static Dictionary<EvalState, int> States(EvalWaitProgress progress) => new(progress.States);
}
