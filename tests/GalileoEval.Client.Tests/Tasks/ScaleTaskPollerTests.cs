using GalileoEval.Errors;
using GalileoEval.Scale;
using GalileoEval.Tasks;

namespace GalileoEval.Tests.Tasks;

public sealed class ScaleTaskPollerTests
{
    private static readonly EvalWaitOptions Forever = new();

    [Fact]
    public void Reads_two_tasks_of_a_large_batch_with_two_requests()
    {
        using WaitRun run = new();
        FakeScale scale = new FakeScale().With("b", 10_000);

        run.StartItems(Forever, [scale.Item("b", 5000), scale.Item("b", 9999)]).Advance(60);

        Assert.Equal(
            ["v2/task?task_id=b_5000", "v2/task?task_id=b_9999", "v2/task?task_id=b_5000", "v2/task?task_id=b_9999"],
            scale.Transport.Paths);
    }

    [Fact]
    public void Two_ids_of_one_task_end_together()
    {
        using WaitRun run = new();
        string status = "pending";
        ServiceTransport transport = new(_ => $$"""{"task_id":"abc","batch":"b","project":"p","status":"{{status}}"}""");
        ScaleTaskPoller poller = new(new ScaleClient(transport));

        run.StartItems(
            Forever,
            [new EvalWaitItem(new ScaleTask { TaskId = "abc" }, poller), new EvalWaitItem(new ScaleTask { TaskId = "ABC" }, poller)]);
        run.Advance(60);
        Assert.False(run.IsOver);
        status = "completed";
        run.Advance(60);

        Assert.All(run.Results, result => Assert.Null(result.Error));
        Assert.Equal(2, run.Results.Count);
    }

    [Fact]
    public void Reads_a_whole_batch_with_one_request_per_hundred_tasks()
    {
        using WaitRun run = new();
        FakeScale scale = new FakeScale().With("b", 1000);

        run.StartItems(Forever, [.. Enumerable.Range(0, 1000).Select(number => scale.Item("b", number))]);

        string[] paths = scale.Transport.Take();
        Assert.Empty(run.Notes);
        Assert.Equal(10, paths.Length);
        Assert.Equal("v2/tasks?batch_id=b&limit=100", paths[0]);
        Assert.Equal("v2/tasks?batch_id=b&limit=100&next_token=900", paths[9]);
    }

    [Fact]
    public void A_listed_task_equals_the_task_read_by_id()
    {
        using WaitRun run = new();
        FakeScale scale = new FakeScale().With("b", 3);
        scale.Set("b_1", "completed");

        run.StartItems(Forever, [scale.Item("b", 0), scale.Item("b", 1), scale.Item("b", 2)]);

        Assert.Equal(["v2/tasks?batch_id=b&limit=100"], scale.Transport.Paths);
        ScaleTask task = Assert.IsType<ScaleTask>(Assert.Single(run.Results).Task);
        Assert.Equal("b_1", task.TaskId);
        Assert.Equal("k", Assert.Single(Assert.Single(task.Threads).Annotations).Key);
        Assert.Equal(new DateTime(2025, 1, 2, 3, 4, 5, DateTimeKind.Utc), task.CreatedAt);
    }

    [Fact]
    public void Every_poll_requests_what_the_user_requested()
    {
        using WaitRun run = new();
        FakeScale scale = new FakeScale().With("b", 3);
        scale.Poller = new ScaleTaskPoller(new ScaleClient(scale.Transport), ["project"], ["annotation_details"]);

        run.StartItems(
            Forever, [scale.Item("b", 0), scale.Item("b", 1), scale.Item("b", 2), scale.Reference("b", 99)]);

        Assert.Equal(
            [
                "v2/tasks?batch_id=b&limit=100&expand=project&opts=annotation_details",
                "v2/task?task_id=b_99&expand=project&opts=annotation_details",
            ],
            scale.Transport.Paths);
    }

    [Fact]
    public void References_get_their_batch_from_the_first_poll()
    {
        using WaitRun run = new();
        FakeScale scale = new FakeScale().With("b", 50);

        run.StartItems(Forever, [.. Enumerable.Range(0, 50).Select(number => scale.Reference("b", number))]);
        Assert.Equal(50, scale.Transport.Take().Length);
        run.Advance(60);

        Assert.Equal(["v2/tasks?batch_id=b&limit=100"], scale.Transport.Take());
    }

    [Fact]
    public void Reads_the_last_tasks_on_late_pages_one_by_one_once_their_place_is_known()
    {
        using WaitRun run = new();
        FakeScale scale = new FakeScale().With("b", 10_000);

        IEnumerable<int> numbers = [.. Enumerable.Range(0, 200), 5000, 9000];
        run.StartItems(Forever, [.. numbers.Select(number => scale.Item("b", number))]);
        scale.Transport.Take();
        run.Advance(60);

        Assert.Equal(
            [
                "v2/tasks?batch_id=b&limit=100", "v2/tasks?batch_id=b&limit=100&next_token=100",
                "v2/task?task_id=b_5000", "v2/task?task_id=b_9000",
            ],
            scale.Transport.Take());
    }

    [Fact]
    public void Finding_the_pages_never_costs_much_more_than_single_reads()
    {
        using WaitRun run = new();
        FakeScale scale = new FakeScale().With("b", 10_000);

        run.StartItems(Forever, [.. Enumerable.Range(0, 20).Select(number => scale.Item("b", 9000 + (number * 50)))]);
        Assert.Equal(30, scale.Transport.Take().Length);
        run.Advance(60);

        Assert.Equal(20, scale.Transport.Take().Length);
    }

    [Fact]
    public void Finds_the_pages_again_when_a_batch_grows_at_its_front()
    {
        using WaitRun run = new();
        FakeScale scale = new FakeScale().With("b", 100);
        run.StartItems(Forever, [.. Enumerable.Range(0, 100).Select(number => scale.Item("b", number))]);
        Assert.Single(scale.Transport.Take());

        scale.Prepend("b", 100);
        run.Advance(60);
        Assert.Equal(101, scale.Transport.Take().Length);
        run.Advance(60);
        Assert.Equal(2, scale.Transport.Take().Length);
        run.Advance(60);

        Assert.Equal(2, scale.Transport.Take().Length);
    }

    [Fact]
    public void Reads_fewer_tasks_than_pages_one_by_one()
    {
        using WaitRun run = new();
        FakeScale scale = new FakeScale().With("b", 1000);
        run.StartItems(Forever, [.. Enumerable.Range(0, 100).Select(number => scale.Item("b", number * 10))]);
        Assert.Equal(10, scale.Transport.Take().Length);

        for (int number = 0; number < 93; number++)
            scale.Set($"b_{number * 10}", "completed");
        run.Advance(60);
        scale.Transport.Take();
        run.Advance(60);

        Assert.Equal(93, run.Results.Count);
        Assert.Equal(7, scale.Transport.Take().Length);
    }

    [Fact]
    public void A_missing_task_fails_alone()
    {
        using WaitRun run = new();
        FakeScale scale = new FakeScale().With("b", 3);

        run.StartItems(Forever, [scale.Item("b", 0), scale.Item("b", 1), scale.Item("b", 77)]);

        Assert.Equal([EvalErrorCondition.NotFound], run.Conditions);
        Assert.Equal("task b_77", run.Results[0].Task.Describe());
    }

    [Fact]
    public void A_thousand_validations_and_a_thousand_tasks_take_at_most_sixty_requests_a_round()
    {
        using WaitRun run = new();
        FakeKolena kolena = new();
        FakeScale scale = new();
        List<EvalWaitItem> items = [];
        for (int group = 1; group <= 10; group++)
        {
            kolena.With(group, 300);
            items.AddRange(Enumerable.Range(1, 100).Select(id => kolena.Item(group, id * 3)));
        }

        for (int batch = 1; batch <= 5; batch++)
        {
            scale.With($"b{batch}", 1000);
            items.AddRange(Enumerable.Range(0, 200).Select(number => scale.Item($"b{batch}", number * 5)));
        }

        run.StartItems(new EvalWaitOptions { PollInterval = TimeSpan.FromSeconds(30) }, items);

        for (int round = 0; round < 5; round++)
        {
            Assert.Equal(10, kolena.Transport.Take().Length);
            Assert.Equal(50, scale.Transport.Take().Length);
            run.Advance(30);
        }
    }
}
