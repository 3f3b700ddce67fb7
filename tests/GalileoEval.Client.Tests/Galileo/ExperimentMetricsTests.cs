using System.Net;
using GalileoEval.Errors;
using GalileoEval.Galileo;
using GalileoEval.Galileo.Experiments;
using GalileoEval.Transport;

namespace GalileoEval.Tests.Galileo;

public sealed class ExperimentMetricsTests
{
    private const string Project = "6f1d2c3b-4a59-4e68-9c7d-8b2a1f0e9d01";
    private const string Experiment = "c4e8a1d6-7b3f-4f52-9d0e-6a8b2c4d1e03";
    private const string Scorer = "9a3e5b70-1c84-4d2b-b6f9-2e7d4c8a5f04";
    private const string Empty = """{"metrics":[]}""";

    [Fact]
    public async Task Statistics_buckets_and_aggregates_become_rows_once_each()
    {
        using RecordingTransport transport = new RecordingTransport()
            .Returns(Of($$$"""
                "structured_aggregate_metrics":{"{{{Scorer}}}":{"avg":0.75,"sum":3,"min":0,"max":1,"count":4,"p50":0.8,"p90":null,"pct":"x",
                "value_distribution":{"0":1,"1":3}},"duration_ns":{"avg":1.5e9,"p95":2e9}},
                "aggregate_metrics":{"average_correctness":0.7,"average_cost":0.25,"total_responses":4,"novel":2,"note":"text",
                "tone":{"friendly":3,"curt":1},"depth":{"avg":2,"count":4}}
                """))
            .Returns("""
                {"metrics":[{"name":"correctness","buckets":{"0-0.5":1,"0.5-1":3},"average":0.7,"data_type":"percentage","roll_up_method":"average"},
                null,{"buckets":{}},{"name":"empty","buckets":{},"average":null},{"name":"odd","buckets":{"a":"many","b":2}}]}
                """)
            .Returns($$"""{"scorers":[{"id":"{{Scorer.ToUpperInvariant()}}","name":"correctness"}]}""");

        IReadOnlyList<GalileoExperimentMetric> rows = await new ExperimentMetrics(transport).ReadAsync(Project, Experiment, default);

        Assert.Equal(
            [
                "correctness Mean=0.75 (4)", "correctness Sum=3 (4)", "correctness Minimum=0 (4)", "correctness Maximum=1 (4)",
                "correctness Count=4 (4)", "correctness Median=0.8 (4)", "correctness 0-0.5=0.25 (1)", "correctness 0.5-1=0.75 (3)",
                "duration_ns Mean=1500000000 ()", "duration_ns P95=2000000000 ()", "odd b=1 (2)", "cost Mean=0.25 ()", "responses Sum=4 ()",
                "novel Value=2 ()", "tone friendly=0.75 (3)", "tone curt=0.25 (1)", "depth Mean=2 (4)", "depth Count=4 (4)",
            ],
            rows.Select(row => $"{row} ({row.Count})"));
        Assert.All(rows, row => Assert.Equal(
            (Experiment, "prompt 2", Project, new DateTime(2025, 3, 1, 10, 0, 0, DateTimeKind.Utc)),
            (row.ExperimentId, row.ExperimentName, row.ProjectId, row.CreatedAt!.Value)));
        Assert.Equal(Scorer, rows[0].ScorerId);
        Assert.All(rows, row => Assert.Equal(row.Metric == "correctness" ? ("percentage", "average") : (null, null), (row.DataType, row.RollUpMethod)));
        Assert.Equal((0.5, 1.0), (rows[7].LowerBound, rows[7].UpperBound));
        Assert.Null(rows[14].LowerBound);
        Assert.Equal(
            [$"v2/projects/{Project}/experiments/{Experiment}", $"v2/projects/{Project}/experiments/{Experiment}/metrics", "v2/scorers/list?starting_token=0&limit=100"],
            transport.Requests.Select(request => request.Path));
        Assert.All(transport.Requests, request => Assert.Equal(EvalRetry.Read, request.Request.Retry));
    }

    [Theory]
    [InlineData(Experiment, "../../admin")]
    [InlineData("..", Project)]
    public async Task An_ID_of_a_found_experiment_never_becomes_part_of_a_path_unless_it_is_a_UUID(string experiment, string project)
    {
        using RecordingTransport transport = new();
        GalileoExperiment found = new() { ExperimentId = experiment, ProjectId = project };

        EvalException error = await Assert.ThrowsAsync<EvalException>(() => new ExperimentMetrics(transport).ReadAsync(found, default));

        Assert.Equal(EvalErrorCondition.InvalidResponse, error.Condition);
        Assert.Empty(transport.Requests);
    }

    [Fact]
    public async Task The_distribution_of_a_metric_is_its_buckets_where_there_are_no_others()
    {
        using RecordingTransport transport = new RecordingTransport()
            .Returns(Of("""
                "structured_aggregate_metrics":{"safe":{"avg":0.75,"count":4,"value_distribution":{"0":1,"1":3}}}
                """))
            .Returns(Empty);

        IReadOnlyList<GalileoExperimentMetric> rows = await new ExperimentMetrics(transport).ReadAsync(Project, Experiment, default);

        Assert.Equal(["safe Mean=0.75", "safe Count=4", "safe 0=0.25", "safe 1=0.75"], rows.Select(row => row.ToString()));
        Assert.Equal((1.0, 1.0), (rows[3].LowerBound, rows[3].UpperBound));
    }

    [Theory]
    [InlineData("\"aggregate_metrics\":{}")]
    [InlineData("\"aggregate_metrics\":null,\"structured_aggregate_metrics\":null")]
    [InlineData("\"aggregate_metrics\":[1],\"structured_aggregate_metrics\":{\"a\":7}")]
    [InlineData("\"later\":1")]
    public async Task An_experiment_without_metrics_has_no_rows(string members)
    {
        using RecordingTransport transport = new RecordingTransport().Returns(Of(members)).Returns("{}");

        Assert.Empty(await new ExperimentMetrics(transport).ReadAsync(Project, Experiment, default));
    }

    [Fact]
    public async Task A_server_without_metrics_in_buckets_leaves_them_out()
    {
        using RecordingTransport transport = new RecordingTransport()
            .Returns(Of("\"aggregate_metrics\":{\"average_cost\":0.25}"))
            .Returns("""{"detail":"Not Found"}""", HttpStatusCode.NotFound);

        Assert.Equal("cost Mean=0.25", Assert.Single(await new ExperimentMetrics(transport).ReadAsync(Project, Experiment, default)).ToString());
    }

    [Fact]
    public async Task A_scorer_without_a_readable_name_has_its_ID()
    {
        using RecordingTransport transport = new RecordingTransport()
            .Returns(Of($$$"""
                "structured_aggregate_metrics":{"{{{Scorer}}}":{"avg":0.75}}
                """))
            .Returns(Empty)
            .Returns("""{"detail":"no"}""", HttpStatusCode.Forbidden);

        Assert.Equal(Scorer, Assert.Single(await new ExperimentMetrics(transport).ReadAsync(Project, Experiment, default)).Metric);
    }

    [Fact]
    public async Task The_name_of_a_scorer_is_read_once()
    {
        string experiment = Of($$$"""
            "structured_aggregate_metrics":{"{{{Scorer}}}":{"avg":0.75}}
            """);
        using RecordingTransport transport = new RecordingTransport()
            .Returns(experiment).Returns(Empty).Returns($$"""{"scorers":[{"id":"{{Scorer}}","name":"a"}]}""").Returns(experiment).Returns(Empty);
        ExperimentMetrics metrics = new(transport);

        await metrics.ReadAsync(Project, Experiment, default);
        Assert.Equal("a", Assert.Single(await metrics.ReadAsync(Project, Experiment, default)).Metric);

        Assert.Equal(5, transport.Requests.Count);
    }

    [Theory]
    [InlineData("""{"id":"9a3e5b70-1c84-4d2b-b6f9-2e7d4c8a5f04","project_id":"6f1d2c3b-4a59-4e68-9c7d-8b2a1f0e9d01"}""")]
    [InlineData("""{"id":"c4e8a1d6-7b3f-4f52-9d0e-6a8b2c4d1e03","project_id":"9a3e5b70-1c84-4d2b-b6f9-2e7d4c8a5f04"}""")]
    [InlineData("""{"detail":"no"}""")]
    [InlineData("[]")]
    public async Task Another_experiment_is_rejected(string body)
    {
        using RecordingTransport transport = new RecordingTransport().Returns(body);

        EvalException e = await Assert.ThrowsAsync<EvalException>(() => new ExperimentMetrics(transport).ReadAsync(Project, Experiment, default));

        Assert.Equal(EvalErrorCondition.InvalidResponse, e.Condition);
        Assert.Single(transport.Requests);
    }

    [Theory]
    [InlineData("0.25-0.5", 0.25, 0.5)]
    [InlineData("-1 - -0.5", -1.0, -0.5)]
    [InlineData("[0, 0.25)", 0.0, 0.25)]
    [InlineData("0%-25%", 0.0, 25.0)]
    [InlineData("1e3 to 2e3", 1000.0, 2000.0)]
    [InlineData("<0.2", null, 0.2)]
    [InlineData(">= 5", 5.0, null)]
    [InlineData("5+", 5.0, null)]
    [InlineData("3", 3.0, 3.0)]
    [InlineData("friendly", null, null)]
    [InlineData("1e999", null, null)]
    [InlineData("2026-01-02", null, null)]
    [InlineData("", null, null)]
    public void Bounds_are_read_from_the_name_of_a_bucket(string name, double? low, double? high) =>
        Assert.Equal((low, high), BucketBounds.Of(name));

    private static string Of(string members) =>
        $$"""{"id":"{{Experiment}}","name":"prompt 2","project_id":"{{Project}}","created_at":"2025-03-01T10:00:00Z",{{members}}}""";
}
