using GalileoEval.Tasks;

namespace GalileoEval.Tests.Tasks;

/// <summary>Measures the memory of the process, so nothing else runs beside it.</summary>
[Collection(nameof(AloneCollection))]
public sealed class EvalTaskWaiterScaleTests
{
    private static readonly EvalWaitOptions Forever = new();

    [Fact]
    public void Cost_grows_linearly_from_a_thousand_to_ten_thousand_tasks()
    {
        _ = CostOfTenRounds(100);
        long thousand = CostOfTenRounds(1_000);
        long tenThousand = CostOfTenRounds(10_000);

        Assert.InRange(tenThousand, 5 * thousand, 15 * thousand);
    }

    [Fact]
    public void Ten_thousand_tasks_of_one_group_all_end()
    {
        using WaitRun run = new();
        run.Poller.Respond = (task, poll) => poll == 3 ? task with { State = EvalState.Succeeded } : task;

        run.Start(Forever, [.. Enumerable.Range(0, 10_000).Select(i => new FakeTask($"{i}", Group: "g"))]).Advance(20);

        Assert.True(run.IsOver);
        Assert.Equal(10_000, run.Results.Count);
        Assert.Equal(3, run.Poller.Polls.Count);
    }

    [Fact]
    public void Memory_stays_constant_over_a_long_wait()
    {
        using WaitRun run = new();
        LeanPoller poller = new();
        run.StartItems(Forever, [.. Enumerable.Range(0, 100).Select(i => new EvalWaitItem(new FakeTask($"{i}"), poller))]);
        run.Advance(600);
        long before = Memory(run);

        run.Advance(6 * 3600);

        Assert.Equal(100 * (1 + ((600 + (6 * 3600)) / 10)), poller.Polls);
        Assert.InRange(Memory(run) - before, long.MinValue, 256 * 1024);
    }

    [Fact]
    public void Does_not_keep_a_task_alive_that_was_returned()
    {
        using WaitRun run = new();
        run.Poller.Respond = (task, _) => task.Id == "a" ? task with { State = EvalState.Succeeded } : task;
        run.Start(Forever, new FakeTask("a"), new FakeTask("b"));

        WeakReference handedOut = HandOut(run);
        GC.Collect();

        Assert.False(handedOut.IsAlive);
        Assert.False(run.IsOver);
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static WeakReference HandOut(WaitRun run)
    {
        WeakReference result = new(Assert.Single(run.Results).Task);
        run.Results.Clear();
        return result;
    }

    /// <summary>What this thread allocates: everything happens on it.</summary>
    private static long CostOfTenRounds(int tasks)
    {
        using WaitRun run = new();
        LeanPoller poller = new();
        run.StartItems(Forever, [.. Enumerable.Range(0, tasks).Select(i => new EvalWaitItem(new FakeTask($"{i}"), poller))]);
        long before = GC.GetAllocatedBytesForCurrentThread();

        run.Advance(100);

        Assert.Equal(11 * tasks, poller.Polls);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static long Memory(WaitRun run)
    {
        run.Progress.Clear();
        run.Progress.TrimExcess();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
