using GalileoEval.Galileo;
using GalileoEval.Tasks;

namespace GalileoEval.Tests.Tasks;

public sealed class GalileoPollerTests
{
    private const string Id = "6f1c1e0a-7d0c-4c57-9f1b-0d9a3d3c2b1a";
    private const string ProjectId = "0b5f6c2e-1111-4222-8333-444455556666";

    [Fact]
    public void Polls_a_validation_often_at_first_and_then_every_five_seconds()
    {
        using WaitRun run = new();
        List<double> times = [];
        string status = "pending";
        ServiceTransport transport = new(_ =>
        {
            times.Add(run.Clock.GetUtcNow().Subtract(run.Clock.Start).TotalSeconds);
            return Validation(status);
        });
        CodeScorerValidationPoller poller = new(new GalileoClient(transport));

        run.StartItems(
            new EvalWaitOptions(),
            [new EvalWaitItem(new CodeScorerValidation { TaskId = Id, Path = "scorer.py" }, poller)]).Advance(25);
        status = "failed";
        run.Advance(5);

        Assert.Equal([0, 1, 3, 6, 10, 15, 20, 25, 30], times);
        CodeScorerValidation validation = Assert.IsType<CodeScorerValidation>(Assert.Single(run.Results).Task);
        Assert.Equal(EvalState.Failed, validation.State);
        Assert.Equal("scorer.py", validation.Path);
    }

    [Fact]
    public void A_wait_follows_Retry_After_of_a_real_client()
    {
        using WaitRun run = new();
        ServiceTransport transport = new(_ => Validation("pending")) { RetryAfter = TimeSpan.FromSeconds(17) };
        CodeScorerValidationPoller poller = new(new GalileoClient(transport));

        run.StartItems(new EvalWaitOptions(), [new EvalWaitItem(new CodeScorerValidation { TaskId = Id }, poller)]);
        run.Advance(16);
        Assert.Single(transport.Paths);
        run.Advance(1);

        Assert.Equal(2, transport.Paths.Count);
        Assert.Equal(2, run.Delays.Count);
    }

    [Fact]
    public void Waits_for_records_that_are_not_copied_yet_with_one_warning()
    {
        using WaitRun run = new();
        string[] statuses = [];
        ServiceTransport transport = new(_ => Records(statuses));

        run.StartItems(new EvalWaitOptions(), [LogRecords(run, transport)]).Advance(30);
        Assert.Single(run.Warnings);
        Assert.Contains("has had no records for 30 s", run.Warnings[0]);
        run.Advance(600);
        Assert.Single(run.Warnings);
        statuses = ["success", "not_applicable"];
        run.Advance(10);

        LogRecordValidation validation = Assert.IsType<LogRecordValidation>(Assert.Single(run.Results).Task);
        Assert.Equal(EvalState.Succeeded, validation.State);
        Assert.Equal(2, validation.RecordCount);
    }

    [Fact]
    public void Does_not_warn_of_records_that_arrive_in_time()
    {
        using WaitRun run = new();
        string[] statuses = [];
        ServiceTransport transport = new(_ => Records(statuses));

        run.StartItems(new EvalWaitOptions(), [LogRecords(run, transport)]).Advance(20);
        statuses = ["pending"];
        run.Advance(100);

        Assert.Empty(run.Warnings);
        Assert.False(run.IsOver);
    }

    [Fact]
    public void Warns_once_of_records_without_a_score()
    {
        using WaitRun run = new();
        ServiceTransport transport = new(_ =>
            """{"records":[{"id":"1","metric_info":{"duration_ns":{"status_type":"success","value":1}}}]}""");

        run.StartItems(new EvalWaitOptions(), [LogRecords(run, transport)]).Advance(3600);

        Assert.Contains("has had no score for 30 s", Assert.Single(run.Warnings));
        Assert.False(run.IsOver);
    }

    [Fact]
    public void Warns_once_of_an_unknown_status_and_keeps_waiting()
    {
        using WaitRun run = new();
        ServiceTransport transport = new(_ => Records("success", "brand_new", "brand_new", "computing"));

        run.StartItems(new EvalWaitOptions(), [LogRecords(run, transport)]).Advance(600);

        Assert.Contains("'brand_new' of a score is unknown", Assert.Single(run.Warnings));
        Assert.False(run.IsOver);
    }

    [Fact]
    public void Not_computed_is_final_when_it_stays()
    {
        using WaitRun run = new();
        string[] statuses = ["success", "not_computed"];
        ServiceTransport transport = new(_ => Records(statuses));

        // Polls are at 0, 2, 6, 12 and 20 seconds.
        run.StartItems(new EvalWaitOptions(), [LogRecords(run, transport)]).Advance(11);
        Assert.False(run.IsOver);
        run.Advance(1);

        Assert.True(run.IsOver);
        LogRecordValidation validation = Assert.IsType<LogRecordValidation>(Assert.Single(run.Results).Task);
        Assert.Equal((EvalState.Succeeded, 1, 1, 0),
            (validation.State, validation.ScoredCount, validation.NotApplicableCount, validation.PendingCount));
    }

    [Fact]
    public void A_change_restarts_the_time_that_not_computed_must_stay()
    {
        using WaitRun run = new();
        string[] statuses = ["success", "not_computed"];
        ServiceTransport transport = new(_ => Records(statuses));

        run.StartItems(new EvalWaitOptions(), [LogRecords(run, transport)]).Advance(5);
        statuses = ["success", "computing"];
        run.Advance(1);
        statuses = ["success", "not_computed"];
        run.Advance(14);
        Assert.False(run.IsOver);
        run.Advance(10);

        Assert.True(run.IsOver);
    }

    [Fact]
    public void Not_computed_beside_a_pending_score_is_not_final()
    {
        using WaitRun run = new();
        ServiceTransport transport = new(_ => Records("pending", "not_computed"));

        run.StartItems(new EvalWaitOptions(), [LogRecords(run, transport)]).Advance(600);

        Assert.False(run.IsOver);
    }

    private static EvalWaitItem LogRecords(WaitRun run, ServiceTransport transport) => new(
        new LogRecordValidation { ProjectId = ProjectId, MetricsExperimentId = Id },
        new LogRecordValidationPoller(new GalileoClient(transport), run.Clock));

    private static string Validation(string status) =>
        $$"""{"id":"{{Id}}","created_at":"2025-01-02T03:04:05Z","updated_at":"2025-01-02T03:04:05Z","status":"{{status}}"}""";

    private static string Records(params string[] statuses) =>
        $$"""{"records":[{{string.Join(",", statuses.Select(Record))}}],"next_starting_token":null}""";

    private static string Record(string status, int number) =>
        $$"""
        {"id":"{{number}}","type":"llm","metric_info":{"registered_scorer_validation":{"status_type":"{{status}}","value":0.5} } }
        """;
}
