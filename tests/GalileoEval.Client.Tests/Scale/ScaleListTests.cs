using GalileoEval.Errors;
using GalileoEval.Scale;

namespace GalileoEval.Tests.Scale;

public sealed class ScaleListTests
{
    private static readonly DateTime Early = new(2024, 1, 2, 3, 4, 5, DateTimeKind.Utc);
    private static readonly DateTime Late = new(2024, 1, 3, 3, 4, 5, DateTimeKind.Unspecified);

    [Fact]
    public async Task Batches_are_listed_with_every_filter()
    {
        using RecordingTransport transport = new RecordingTransport(EvalService.Scale)
            .Returns("""{"batches": [{"id": "b1", "name": "B", "project": "p", "status": "in_progress", "created_at": "2024-01-01T00:00:00Z", "metadata": {} }], "next_token": "n"}""");
        ScaleBatchQuery query = new()
        {
            ProjectId = "p1",
            ProjectName = "P & Q",
            Status = "in_progress",
            CreatedAfter = Early,
            CreatedBefore = Late,
            CompletedAfter = Early,
            CompletedBefore = Late,
            Limit = 7,
            Expand = ["project"],
        };

        ScaleBatchPage page = await new ScaleClient(transport).ListBatchesAsync(query, "t/1", CancellationToken.None);

        Assert.Equal(
            "v2/batches?project_id=p1&project_name=P%20%26%20Q&status=in_progress"
            + "&created_after=2024-01-02T03%3A04%3A05Z&created_before=2024-01-03T03%3A04%3A05Z"
            + "&completed_after=2024-01-02T03%3A04%3A05Z&completed_before=2024-01-03T03%3A04%3A05Z"
            + "&limit=7&next_token=t%2F1&expand=project",
            transport.Last.Path);
        Assert.Equal("n", page.NextToken);
        ScaleBatch batch = Assert.Single(page.Batches);
        Assert.Equal(("b1", "B", "p", EvalState.Running), (batch.BatchId, batch.BatchName, batch.ProjectId, batch.State));
    }

    [Fact]
    public async Task A_batch_is_requested_with_its_project()
    {
        using RecordingTransport transport = new RecordingTransport(EvalService.Scale).Returns("""{"id": "b"}""");

        await new ScaleClient(transport).GetBatchAsync("b", null, ["project"], CancellationToken.None);

        Assert.Equal("v2/batch?batch_id=b&expand=project", transport.Last.Path);
    }

    [Fact]
    public async Task Projects_are_requested_individually_or_all_at_once()
    {
        using RecordingTransport transport = new RecordingTransport(EvalService.Scale)
            .Returns("""{"id": "p", "name": "P", "created_at": "2024-01-01T00:00:00Z"}""")
            .Returns("""{"id": "p", "name": "P", "created_at": "2024-01-01T00:00:00Z"}""")
            .Returns("""{"projects": [{"id": "p1", "name": "P1"}, {"id": "p2", "name": "P2"}]}""");
        ScaleClient client = new(transport);

        Assert.Equal("P", (await client.GetProjectAsync("p", null, CancellationToken.None)).ProjectName);
        Assert.Equal("v2/project?project_id=p", transport.Last.Path);
        await client.GetProjectAsync(null, "P 1", CancellationToken.None);
        Assert.Equal("v2/project?project_name=P%201", transport.Last.Path);
        Assert.Equal("p1; p2", (await client.ListProjectsAsync(Early, Late, CancellationToken.None)).ToString());
        Assert.Equal(
            "v2/projects?created_after=2024-01-02T03%3A04%3A05Z&created_before=2024-01-03T03%3A04%3A05Z", transport.Last.Path);
    }

    [Fact]
    public async Task Deliveries_are_listed_with_every_filter()
    {
        using RecordingTransport transport = new RecordingTransport(EvalService.Scale).Returns(
            """{"deliveries": [{"id": "d", "name": "D", "task_count": 3, "delivered_at": "2024-01-01T00:00:00Z", "project": {"id": "p", "name": "P", "created_at": "2024-01-01T00:00:00Z"}, "later": 1}]}""");
        ScaleDeliveryQuery query = new()
        {
            ProjectId = "p", ProjectName = "P", DeliveredAfter = Early, DeliveredBefore = Late, Expand = ["project"],
        };

        ScaleDelivery delivery = Assert.Single(await new ScaleClient(transport).ListDeliveriesAsync(query, CancellationToken.None));

        Assert.Equal(
            "v2/deliveries?project_id=p&project_name=P&delivered_after=2024-01-02T03%3A04%3A05Z"
            + "&delivered_before=2024-01-03T03%3A04%3A05Z&expand=project",
            transport.Last.Path);
        Assert.Equal(("d", "D", 3, "p", "P"), (delivery.DeliveryId, delivery.DeliveryName, delivery.TaskCount, delivery.ProjectId, delivery.ProjectName));
        Assert.Equal(DateTimeKind.Utc, delivery.DeliveredAt!.Value.Kind);
        Assert.NotNull(delivery.Project);
        Assert.Equal("""{"later":1}""", delivery.AdditionalJson);
    }

    [Theory]
    [InlineData("d2", null)]
    [InlineData(null, "Two")]
    public async Task A_delivery_is_found_in_the_list(string? id, string? name)
    {
        using RecordingTransport transport = new RecordingTransport(EvalService.Scale).Returns(
            """{"deliveries": [{"id": "d1", "name": "One"}, {"id": "d2", "name": "Two", "project": "p"}]}""");

        ScaleDelivery delivery = await new ScaleClient(transport).GetDeliveryAsync(id, name, ["project"], CancellationToken.None);

        Assert.Equal("v2/deliveries?expand=project", transport.Last.Path);
        Assert.Equal(("d2", "p"), (delivery.DeliveryId, delivery.ProjectId));
        Assert.Null(delivery.Project);
    }

    [Fact]
    public async Task A_delivery_that_is_not_in_the_list_is_not_found()
    {
        using RecordingTransport transport = new RecordingTransport(EvalService.Scale).Returns(
            """{"deliveries": [{"id": "d1", "name": "One"}]}""");

        EvalException error = await Assert.ThrowsAsync<EvalException>(
            () => new ScaleClient(transport).GetDeliveryAsync(null, "Onne", null, CancellationToken.None));

        Assert.Equal(EvalErrorCondition.NotFound, error.Condition);
        Assert.Contains("no delivery 'Onne'. The nearest names are 'One'.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"d\"", null)]
    [InlineData("{\"id\": \"d\", \"name\": \"D\", \"project\": \"p\"}", "D")]
    public async Task Tasks_of_a_delivery_are_read_page_by_page(string delivery, string? name)
    {
        using RecordingTransport transport = new RecordingTransport(EvalService.Scale).Returns(
            $$"""{"delivery": {{delivery}}, "tasks": [{"task_id": "t1", "status": "completed"}], "next_token": "n"}""");
        ScaleDeliveredTaskQuery query = new()
        {
            DeliveryId = "d", ProjectId = "p", ProjectName = "P", Limit = 2, Expand = ["delivery", "batch"], Options = ["submissions"],
        };

        ScaleDeliveryPage page = await new ScaleClient(transport).ListDeliveredTasksAsync(query, "t", CancellationToken.None);

        Assert.Equal(
            "v2/delivery?delivery_id=d&project_id=p&project_name=P&limit=2&next_token=t&expand=delivery&expand=batch&opts=submissions",
            transport.Last.Path);
        Assert.Equal(name, page.Delivery?.DeliveryName);
        Assert.Equal("t1", page.Tasks.ToString());
        Assert.Equal("n", page.NextToken);
    }

    [Fact]
    public async Task An_invalid_query_is_rejected_before_anything_is_sent()
    {
        using RecordingTransport transport = new RecordingTransport(EvalService.Scale).Returns("{}");
        ScaleClient client = new(transport);

        await AssertRejected(() => client.ListBatchesAsync(new() { ProjectId = "a/b" }, null, CancellationToken.None));
        await AssertRejected(() => client.ListBatchesAsync(new() { Limit = 101 }, null, CancellationToken.None));
        await AssertRejected(() => client.ListBatchesAsync(new() { CreatedAfter = Late, CreatedBefore = Early }, null, CancellationToken.None));
        await AssertRejected(() => client.ListTasksAsync(
            new() { BatchId = "b", CompletedAfter = Late, CompletedBefore = Early.ToLocalTime() }, null, CancellationToken.None));
        await AssertRejected(() => client.GetProjectAsync(null, null, CancellationToken.None));
        await AssertRejected(() => client.GetProjectAsync("p", "P", CancellationToken.None));
        await AssertRejected(() => client.GetProjectAsync("a b", null, CancellationToken.None));
        await AssertRejected(() => client.ListProjectsAsync(Late, Early, CancellationToken.None));
        await AssertRejected(() => client.ListDeliveriesAsync(new() { DeliveredAfter = Late, DeliveredBefore = Early }, CancellationToken.None));
        await AssertRejected(() => client.GetDeliveryAsync("a/b", null, null, CancellationToken.None));
        await AssertRejected(() => client.GetDeliveryAsync(null, " ", null, CancellationToken.None));
        await AssertRejected(() => client.GetDeliveryAsync(null, null, null, CancellationToken.None));
        await AssertRejected(() => client.ListDeliveredTasksAsync(new(), null, CancellationToken.None));
        await AssertRejected(() => client.ListDeliveredTasksAsync(new() { DeliveryId = "d", Limit = 0 }, null, CancellationToken.None));
        Assert.Empty(transport.Requests);
    }

    [Theory]
    [InlineData("""{"batches": null}""", """{"projects": null}""", """{"deliveries": null}""")]
    [InlineData("""{"batches": []}""", """{"projects": []}""", """{"deliveries": []}""")]
    public async Task A_list_can_be_empty(string batches, string projects, string deliveries)
    {
        using RecordingTransport transport =
            new RecordingTransport(EvalService.Scale).Returns(batches).Returns(projects).Returns(deliveries);
        ScaleClient client = new(transport);

        Assert.Empty((await client.ListBatchesAsync(new(), null, CancellationToken.None)).Batches);
        Assert.Empty(await client.ListProjectsAsync(null, null, CancellationToken.None));
        Assert.Empty(await client.ListDeliveriesAsync(new(), CancellationToken.None));
    }

    private static async Task AssertRejected(Func<Task> call)
    {
        EvalException error = await Assert.ThrowsAsync<EvalException>(call);
        Assert.Equal(EvalErrorCondition.InvalidArgument, error.Condition);
    }
}
