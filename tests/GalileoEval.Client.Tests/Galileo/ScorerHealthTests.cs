using System.Text.Json.Nodes;
using GalileoEval.Errors;
using GalileoEval.Galileo.Scorers;
using GalileoEval.Transport;

namespace GalileoEval.Tests.Galileo;

public sealed class ScorerHealthTests
{
    private const string Scorer = "9a3e5b70-1c84-4d2b-b6f9-2e7d4c8a5f04";
    private const string Project = "6f1d2c3b-4a59-4e68-9c7d-8b2a1f0e9d01";
    private const string Run = "0b9f4a7e-52c1-4d3f-8a6b-3c5d7e9f1a02";
    private const string Dataset = "c4e8a1d6-7b3f-4f52-9d0e-6a8b2c4d1e03";

    [Fact]
    public async Task Computes_a_health_score()
    {
        using RecordingTransport transport = new RecordingTransport().Returns(
            """
            {"health_score_type":"macro_f1","value":0.75,"secondary":{"f1_yes":0.5,"f1_no":null},"skipped_rows":1,"total_scored_rows":5,
            "total_mgt_rows":4,"joined_rows":3,"later":true}
            """);

        GalileoScorerHealth health = await ComputeAsync(transport);

        Assert.Equal($"v2/projects/{Project}/metrics-testing/{Run}/health-score", transport.Last.Path);
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse($$"""{"scorer_id":"{{Scorer}}","output_type":"boolean","scoreable_node_types":["llm"]}"""),
            JsonNode.Parse(transport.Last.Text)));
        Assert.Equal((0.75, "macro_f1", 1, 5, 4, 3), (health.Value, health.Kind, health.SkippedRowCount, health.ScoredRowCount, health.GroundTruthRowCount, health.JoinedRowCount));
        Assert.Equal((Scorer, Project, Run), (health.ScorerId, health.ProjectId, health.MetricsExperimentId));
        Assert.Equal(0.5, health.Secondary!["f1_yes"]);
        Assert.Contains("later", health.AdditionalJson, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_ground_truths_are_sent_as_the_overlay()
    {
        using RecordingTransport transport = new RecordingTransport().Returns("""{"health_score_type":"macro_f1","value":0.75}""");

        await new ScorerHealth(transport).ComputeAsync(
            Project, Run, Scorer, "boolean", [], new Dictionary<string, string?> { ["row-1"] = "true", ["row-2"] = null }, default);

        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse($$"""{"scorer_id":"{{Scorer}}","output_type":"boolean","mgt_overlay":{"row-1":"true","row-2":null} }"""),
            JsonNode.Parse(transport.Last.Text)));
    }

    [Fact]
    public async Task A_health_score_without_valid_rows_has_no_value()
    {
        using RecordingTransport transport = new RecordingTransport().Returns(
            """{"health_score_type":null,"value":null,"secondary":{},"skipped_rows":0,"total_scored_rows":0,"total_mgt_rows":0,"joined_rows":0}""");

        Assert.Null((await ComputeAsync(transport)).Value);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"detail":"no"}""")]
    [InlineData("[]")]
    public async Task A_response_without_a_health_score_is_rejected(string body)
    {
        using RecordingTransport transport = new RecordingTransport().Returns(body);

        EvalException e = await Assert.ThrowsAsync<EvalException>(() => ComputeAsync(transport));

        Assert.Equal(EvalErrorCondition.InvalidResponse, e.Condition);
    }

    [Fact]
    public async Task Reads_the_stored_health_scores()
    {
        using RecordingTransport transport = new RecordingTransport().Returns(
            """
            {"scores":[{"id":"a","scorer_version_id":"v","scorer_version_number":1,"health_score_type":"mse","score":0.5,"computed_at":"2025-03-01T10:00:00"},
            {"scorer_version_number":2,"score":"high"}]}
            """);

        IReadOnlyList<GalileoScorerHealthPoint> points = await new ScorerHealth(transport).ListAsync(Scorer, Dataset, default);

        Assert.Equal($"v2/scorers/{Scorer}/health-scores?dataset_id={Dataset}", transport.Last.Path);
        Assert.Equal([(1L, 0.5), (2L, null)], points.Select(point => (point.Version!.Value, point.Value)));
        Assert.All(points, point => Assert.Equal((Scorer, Dataset), (point.ScorerId, point.DatasetId)));
        Assert.Contains("high", points[1].AdditionalJson, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", true)]
    [InlineData("""{"scores":null}""", true)]
    [InlineData("""{"scores":{}}""", false)]
    [InlineData("""{"detail":"no"}""", false)]
    [InlineData("""{"scores":[{"score":1}]}""", false)]
    public async Task A_list_without_its_array_is_empty_unless_it_is_an_error(string body, bool isEmpty)
    {
        using RecordingTransport transport = new RecordingTransport().Returns(body);
        Task<IReadOnlyList<GalileoScorerHealthPoint>> list = new ScorerHealth(transport).ListAsync(Scorer, Dataset, default);

        if (isEmpty)
            Assert.Empty(await list);
        else
            Assert.Equal(EvalErrorCondition.InvalidResponse, (await Assert.ThrowsAsync<EvalException>(() => list)).Condition);
    }

    [Fact]
    public async Task Saving_is_not_retried_and_requires_a_value()
    {
        using RecordingTransport transport = new RecordingTransport().Returns("""{"scorer_version_number":3,"score":0.5}""");
        GalileoScorerHealth health = new() { ScorerId = Scorer, Value = 0.5, Kind = "mse" };
        ScorerHealth client = new(transport);

        GalileoScorerHealthPoint point = await client.SaveAsync(health, 3, Dataset, default);

        Assert.Equal((3L, Scorer, Dataset), (point.Version, point.ScorerId, point.DatasetId));
        Assert.Equal($"v2/scorers/{Scorer}/versions/3/health-scores", transport.Last.Path);
        Assert.Equal(EvalRetry.Start, transport.Last.Request.Retry);
        await Assert.ThrowsAsync<EvalException>(() => client.SaveAsync(health with { Value = null }, 3, Dataset, default));
        Assert.Single(transport.Requests);
    }

    private static Task<GalileoScorerHealth> ComputeAsync(RecordingTransport transport) =>
        new ScorerHealth(transport).ComputeAsync(Project, Run, Scorer, "boolean", ["llm"], new Dictionary<string, string?>(), default);
}
