using GalileoEval.Errors;
using GalileoEval.Kolena;
using GalileoEval.Paging;

namespace GalileoEval.Tests.Kolena;

public class KolenaAgentRunTests
{
    private const string Run = """
        {"agent_id":1,"run_id":5,"user_defined_id":"inv-1","created":"2025-01-01T00:00:00","updated":"2025-01-01T00:01:00",
        "completed":"2025-01-01T00:00:59","files":["a.pdf"],"run_url":"https://x/5","order":["due","total","gone"],"status":"success",
        "usage":{"credits_used":2.5},
        "data":{"total":{"status":"success","value":12.5,"start_time":"2025-01-01T00:00:01","usage":{"credits_used":1},
        "metadata":{"confidence":0.9,"reasoning":"It says so.","citations":[{"file":"a.pdf","pages":[2,5]}],
        "url_citations":[{"url":"https://y","title":"Y","cited_text":"z"}]}},"extra":{"value":[1,"b"]},"due":{"value":null}}}
        """;

    [Fact]
    public async Task A_run_is_read_completely_with_results_in_the_order_of_the_agent()
    {
        using RecordingTransport transport = new RecordingTransport(EvalService.Kolena).Returns(Run);

        KolenaAgentRun run = await new KolenaClient(transport).GetRunAsync(1, 5, default);

        Assert.Equal("api/v1/client/agents/1/runs/5", transport.Last.Path);
        Assert.Equal(1200, transport.Last.Request.RequestsPerMinute);
        Assert.Equal((1, 5, "inv-1", EvalState.Succeeded), (run.AgentId, run.RunId, run.UserDefinedId, run.State));
        Assert.Equal(new DateTime(2025, 1, 1, 0, 0, 59, DateTimeKind.Utc), run.CompletedAt);
        Assert.Equal(DateTimeKind.Utc, run.CreatedAt!.Value.Kind);
        Assert.Equal(2.5, run.CreditsUsed);
        Assert.Equal("due=; total=12.5; extra=1; b", run.Results.ToString());
        KolenaPromptResult total = run.Results[1];
        Assert.Equal((0.9, "It says so.", 1.0), (total.Confidence, total.Reasoning, total.CreditsUsed));
        Assert.Equal("a.pdf p. 2, 5; https://y", total.Citations.ToString());
        Assert.Equal("agent 1, run 5", run.Describe());
    }

    [Theory]
    [InlineData("running", false)]
    [InlineData("failed", true)]
    [InlineData("canceled", true)]
    [InlineData("asleep", false)]
    public async Task The_status_and_not_the_time_determines_the_state(string status, bool isFinal)
    {
        using RecordingTransport transport = new RecordingTransport(EvalService.Kolena)
            .Returns($$"""{"run_id":5,"completed":"2025-01-01T00:00:59","status":"{{status}}"}""");

        KolenaAgentRun run = await new KolenaClient(transport).GetRunAsync(1, 5, default);

        Assert.Equal((status, isFinal), (run.Status, run.IsFinal));
        Assert.Empty(run.Results);
        Assert.Null(run.Data);
    }

    [Fact]
    public async Task Every_filter_is_sent_with_repeated_keys_for_lists_and_times_in_UTC()
    {
        using RecordingTransport transport = new RecordingTransport(EvalService.Kolena)
            .Returns($$"""{"runs":[{{Run}}],"total_pages":1,"page_number":0,"page_size":50}""");
        KolenaRunQuery query = new()
        {
            RunIds = [5, 6],
            Status = "success",
            UserDefinedIds = ["a b", "c&d"],
            CreatedAfter = new DateTime(2025, 1, 2, 3, 4, 5, DateTimeKind.Unspecified),
            CreatedBefore = new DateTime(2025, 1, 3, 0, 0, 0, DateTimeKind.Utc).AddMilliseconds(500).ToLocalTime(),
        };

        EvalPage<KolenaAgentRun> page = await new KolenaClient(transport).ListRunsAsync(1, query, 0, 50, default);

        Assert.Equal(
            "api/v1/client/agents/1/runs?page_number=0&page_size=50&run_ids=5&run_ids=6&status=success"
            + "&user_defined_ids=a%20b&user_defined_ids=c%26d&created_gte=2025-01-02T03%3A04%3A05Z&created_lte=2025-01-03T00%3A00%3A00.5Z",
            transport.Last.Path);
        Assert.Equal(5, Assert.Single(page.Items).RunId);
    }

    [Fact]
    public async Task An_invalid_filter_is_rejected_before_anything_is_sent()
    {
        using RecordingTransport transport = new(EvalService.Kolena);
        KolenaRunQuery[] queries =
            [new() { RunIds = [0] }, new() { Status = " " }, new() { UserDefinedIds = ["a", ""] }, new() { UserDefinedIds = ["a\n"] }];

        foreach (KolenaRunQuery query in queries)
        {
            EvalException error = await Assert.ThrowsAsync<EvalException>(
                () => new KolenaClient(transport).ListRunsAsync(1, query, 0, 50, default));
            Assert.Equal(EvalErrorCondition.InvalidArgument, error.Condition);
        }

        Assert.Empty(transport.Requests);
    }

    [Theory]
    [InlineData("""{"runs":[{"run_id":5}],"total_pages":1}""")]
    [InlineData("""{"runs":[{"status":"success"}],"total_pages":1}""")]
    [InlineData("""{"runs":[]}""")]
    public async Task A_list_with_another_structure_is_an_error(string body)
    {
        using RecordingTransport transport = new RecordingTransport(EvalService.Kolena).Returns(body);

        EvalException error = await Assert.ThrowsAsync<EvalException>(
            () => new KolenaClient(transport).ListRunsAsync(1, new KolenaRunQuery(), 0, 50, default));

        Assert.Equal(EvalErrorCondition.InvalidResponse, error.Condition);
    }
}
