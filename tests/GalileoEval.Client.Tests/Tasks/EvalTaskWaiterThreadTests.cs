using GalileoEval.Tasks;

namespace GalileoEval.Tests.Tasks;

/// <summary>The wait on real threads, with the real clock.</summary>
public sealed class EvalTaskWaiterThreadTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly ThreadedPoller _poller = new();

    [Fact]
    public async Task Loses_no_change_between_threads()
    {
        List<EvalWaitResult> results = await TakeAsync(int.MaxValue, CancellationToken.None).WaitAsync(Limit);

        Assert.Equal(5_000, results.Select(result => result.Item).Distinct().Count());
        Assert.Equal(5_000, results.Count);
        Assert.All(results, result => Assert.True(result.Task.IsFinal));
    }

    [Fact]
    public async Task Leaves_nothing_running_when_the_consumer_stops_early()
    {
        List<EvalWaitResult> results = await TakeAsync(100, CancellationToken.None).WaitAsync(Limit);

        Assert.Equal(100, results.Count);
        Assert.Equal(0, _poller.UnderWay);
    }

    [Fact]
    public async Task Leaves_nothing_running_after_cancellation_from_another_thread()
    {
        using CancellationTokenSource cancel = new();
        Task<List<EvalWaitResult>> wait = TakeAsync(
            int.MaxValue, cancel.Token, () => _ = Task.Run(cancel.Cancel), new FakeTask(ThreadedPoller.Endless, Group: "e"));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait.WaitAsync(Limit));

        Assert.Equal(0, _poller.UnderWay);
    }

    private async Task<List<EvalWaitResult>> TakeAsync(
        int count, CancellationToken cancellationToken, Action? onFirst = null, params FakeTask[] more)
    {
        IEnumerable<FakeTask> tasks = Enumerable.Range(0, 5_000).Select(i => new FakeTask($"{i}", Group: $"{i % 100}"));
        EvalWaitItem[] items = [.. tasks.Concat(more).Select(task => new EvalWaitItem(task, _poller))];
        List<EvalWaitResult> results = [];
        await foreach (EvalWaitResult result in new EvalTaskWaiter().WaitAsync(
            items, new EvalWaitOptions(), cancellationToken: cancellationToken))
        {
            if (results.Count == 0)
                onFirst?.Invoke();
            results.Add(result);
            if (results.Count == count)
                break;
        }

        return results;
    }
}
