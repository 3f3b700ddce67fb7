using System.Net;
using GalileoEval.Errors;
using GalileoEval.Scale;
using GalileoEval.Transport;

namespace GalileoEval.Tests.Scale;

public sealed class ScaleClientTests
{
    private const string Task = """{"task_id": "t", "status": "pending"}""";

    public static TheoryData<string> InvalidIds =>
    [
        "", " ", "task 1", " task", "a/b", "a\\b", "a?b", "a#b", "a%41", "..", "a..b", "a\nb", "a\0", "a\u001bb", "\u00a0",
    ];

    [Fact]
    public async Task A_task_is_requested_by_its_ID()
    {
        using RecordingTransport transport = new RecordingTransport(EvalService.Scale).Returns("""{"task_id": "task_1-a.b:c+d&é"}""");

        await new ScaleClient(transport).GetTaskAsync("task_1-a.b:c+d&é", null, null, CancellationToken.None);

        Assert.Equal("v2/task?task_id=task_1-a.b%3Ac%2Bd%26%C3%A9", transport.Last.Path);
        Assert.Equal(HttpMethod.Get, transport.Last.Request.Method);
        Assert.Equal(EvalRetry.Read, transport.Last.Request.Retry);
        Assert.Equal("get task", transport.Last.Request.Operation);
        Assert.Null(transport.Last.Body);
    }

    [Fact]
    public async Task Lists_repeat_their_key()
    {
        using RecordingTransport transport = new RecordingTransport(EvalService.Scale).Returns(Task);

        await new ScaleClient(transport).GetTaskAsync(
            "t", ["project", "batch"], ["annotation_details", "model_parameters", "a,b"], CancellationToken.None);

        Assert.Equal(
            "v2/task?task_id=t&expand=project&expand=batch&opts=annotation_details&opts=model_parameters&opts=a%2Cb",
            transport.Last.Path);
    }

    [Theory]
    [MemberData(nameof(InvalidIds))]
    public async Task An_invalid_ID_is_rejected_before_anything_is_sent(string id)
    {
        using RecordingTransport transport = new RecordingTransport(EvalService.Scale).Returns(Task);
        ScaleClient client = new(transport);

        await AssertRejected(() => client.GetTaskAsync(id, null, null, CancellationToken.None));
        await AssertRejected(() => client.GetBatchAsync(id, null, CancellationToken.None));
        await AssertRejected(() => client.ListTasksAsync(new() { ProjectId = id }, null, CancellationToken.None));
        await AssertRejected(() => client.ListTasksAsync(new() { BatchId = id }, null, CancellationToken.None));
        Assert.Empty(transport.Requests);
    }

    [Fact]
    public async Task An_empty_or_excessive_query_is_rejected()
    {
        using RecordingTransport transport = new RecordingTransport(EvalService.Scale).Returns("""{"tasks": []}""");
        ScaleClient client = new(transport);

        await AssertRejected(() => client.GetTaskAsync(null!, null, null, CancellationToken.None));
        await AssertRejected(() => client.GetTaskAsync("half\ud83d", null, null, CancellationToken.None));
        await AssertRejected(() => client.GetTaskAsync("t", [""], null, CancellationToken.None));
        await AssertRejected(() => client.GetTaskAsync("t", null, [null!], CancellationToken.None));
        await AssertRejected(() => client.GetBatchAsync(null, null, CancellationToken.None));
        await AssertRejected(() => client.GetBatchAsync("b", "name", CancellationToken.None));
        await AssertRejected(() => client.GetBatchAsync(null, " ", CancellationToken.None));
        await AssertRejected(() => client.GetBatchAsync(null, "a\u0007b", CancellationToken.None));
        await AssertRejected(() => client.ListTasksAsync(new(), null, CancellationToken.None));
        await AssertRejected(() => client.ListTasksAsync(new() { Status = "completed" }, null, CancellationToken.None));
        await AssertRejected(() => client.ListTasksAsync(new() { ProjectId = "p", Limit = 0 }, null, CancellationToken.None));
        await AssertRejected(() => client.ListTasksAsync(new() { ProjectId = "p", Limit = 101 }, null, CancellationToken.None));
        await AssertRejected(() => client.ListTasksAsync(new() { ProjectId = "p" }, "", CancellationToken.None));
        Assert.Empty(transport.Requests);
    }

    [Fact]
    public async Task A_list_sends_every_filter()
    {
        using RecordingTransport transport = new RecordingTransport(EvalService.Scale).Returns("""{"tasks": []}""");
        ScaleTaskQuery query = new()
        {
            ProjectId = "p1",
            ProjectName = "My project & more",
            BatchId = "b1",
            BatchName = "50% / done?",
            Status = "completed",
            CompletedAfter = new DateTime(2024, 1, 2, 3, 4, 5, DateTimeKind.Utc),
            CompletedBefore = new DateTime(2024, 1, 2, 3, 4, 5, 60, DateTimeKind.Unspecified),
            Limit = 1,
            Expand = ["batch"],
            Options = ["annotation_details"],
        };

        await new ScaleClient(transport).ListTasksAsync(query, "tok+en/=", CancellationToken.None);

        Assert.Equal(
            "v2/tasks?project_id=p1&project_name=My%20project%20%26%20more&batch_id=b1&batch_name=50%25%20%2F%20done%3F"
            + "&status=completed&completed_after=2024-01-02T03%3A04%3A05Z&completed_before=2024-01-02T03%3A04%3A05.06Z"
            + "&limit=1&next_token=tok%2Ben%2F%3D&expand=batch&opts=annotation_details",
            transport.Last.Path);
    }

    [Fact]
    public async Task A_local_time_is_sent_in_utc()
    {
        using RecordingTransport transport = new RecordingTransport(EvalService.Scale).Returns("""{"tasks": []}""");
        DateTime utc = new(2024, 7, 1, 12, 0, 0, DateTimeKind.Utc);

        await new ScaleClient(transport).ListTasksAsync(
            new() { BatchId = "b", CompletedAfter = utc.ToLocalTime() }, null, CancellationToken.None);

        Assert.Equal("v2/tasks?batch_id=b&completed_after=2024-07-01T12%3A00%3A00Z&limit=100", transport.Last.Path);
    }

    [Fact]
    public async Task Pages_follow_the_next_page_token_to_the_end()
    {
        using RecordingTransport transport = new RecordingTransport(EvalService.Scale)
            .Returns("""{"tasks": [{"task_id": "t1", "status": "pending"}, {"task_id": "t2"}], "next_token": "n2", "total": 3}""")
            .Returns("""{"tasks": [{"task_id": "t3", "status": "later"}], "next_token": null}""")
            .Returns("""{"tasks": []}""")
            .Returns("""{"tasks": [], "next_token": ""}""");
        ScaleClient client = new(transport);
        ScaleTaskQuery query = new() { BatchId = "b" };

        ScaleTaskPage first = await client.ListTasksAsync(query, null, CancellationToken.None);
        ScaleTaskPage last = await client.ListTasksAsync(query, first.NextToken, CancellationToken.None);

        Assert.Equal("t1; t2", first.Tasks.ToString());
        Assert.Equal(EvalState.Pending, first.Tasks[0].State);
        Assert.Equal("v2/tasks?batch_id=b&limit=100&next_token=n2", transport.Last.Path);
        Assert.Equal("t3", last.Tasks.ToString());
        Assert.Null(last.NextToken);
        Assert.Null((await client.ListTasksAsync(query, null, CancellationToken.None)).NextToken);
        Assert.Null((await client.ListTasksAsync(query, null, CancellationToken.None)).NextToken);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"tasks": {}}""")]
    [InlineData("""{"tasks": [{"status": "pending"}]}""")]
    public async Task An_invalid_page_is_an_InvalidResponse_error(string body)
    {
        using RecordingTransport transport = new RecordingTransport(EvalService.Scale).Returns(body);

        EvalException error = await Assert.ThrowsAsync<EvalException>(
            () => new ScaleClient(transport).ListTasksAsync(new() { BatchId = "b" }, null, CancellationToken.None));

        Assert.Equal(EvalErrorCondition.InvalidResponse, error.Condition);
    }

    [Theory]
    [InlineData("b 1", null)]
    [InlineData(null, "v2/batch?batch_id=b1")]
    public async Task A_batch_is_requested_by_ID_or_by_name(string? name, string? path)
    {
        using RecordingTransport transport = new RecordingTransport(EvalService.Scale).Returns("""{"id": "b1", "name": "b 1"}""");

        ScaleBatch batch = await new ScaleClient(transport).GetBatchAsync(
            name is null ? "b1" : null, name, CancellationToken.None);

        Assert.Equal(path ?? "v2/batch?batch_name=b%201", transport.Last.Path);
        Assert.Equal(EvalRetry.Read, transport.Last.Request.Retry);
        Assert.Equal("b1", batch.BatchId);
    }

    [Fact]
    public async Task A_connection_test_reads_the_projects()
    {
        using RecordingTransport transport = new RecordingTransport(EvalService.Scale)
            .Returns("""{"projects": [{"id": "p", "name": "P", "created_at": "2024-01-01T00:00:00Z"}]}""")
            .Returns("<html>Sign in</html>", mediaType: "text/html");
        ScaleClient client = new(transport);

        await client.TestAsync(CancellationToken.None);
        Assert.Equal("v2/projects", transport.Last.Path);

        EvalException error = await Assert.ThrowsAsync<EvalException>(() => client.TestAsync(CancellationToken.None));
        Assert.Equal(EvalErrorCondition.InvalidResponse, error.Condition);
        Assert.Contains("text/html", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_error_contains_the_message_of_the_service()
    {
        using RecordingTransport transport = new RecordingTransport(EvalService.Scale)
            .Returns("""{"status_code": 402, "error": "Not enabled for this account"}""", HttpStatusCode.PaymentRequired);

        EvalException error = await Assert.ThrowsAsync<EvalException>(
            () => new ScaleClient(transport).GetTaskAsync("t", null, null, CancellationToken.None));

        Assert.Equal(EvalErrorCondition.PaymentRequired, error.Condition);
        Assert.Equal("Not enabled for this account", error.ServerMessage);
    }

    [Fact]
    public async Task A_cancellation_throws_OperationCanceledException()
    {
        using RecordingTransport transport = new RecordingTransport(EvalService.Scale).Returns(Task);

        await Assert.ThrowsAsync<OperationCanceledException>(
            () => new ScaleClient(transport).GetTaskAsync("t", null, null, new CancellationToken(canceled: true)));
    }

    private static async Task AssertRejected(Func<Task> call)
    {
        EvalException error = await Assert.ThrowsAsync<EvalException>(call);
        Assert.Equal(EvalErrorCondition.InvalidArgument, error.Condition);
        Assert.Equal(EvalService.Scale, error.Service);
    }
}
