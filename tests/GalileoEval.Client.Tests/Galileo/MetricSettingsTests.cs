using System.Text.Json.Nodes;
using GalileoEval.Errors;
using GalileoEval.Galileo;
using GalileoEval.Galileo.Scorers;
using GalileoEval.Transport;

namespace GalileoEval.Tests.Galileo;

public sealed class MetricSettingsTests
{
    private const string Project = "6f1d2c3b-4a59-4e68-9c7d-8b2a1f0e9d01";
    private const string LogStream = "0b9f4a7e-52c1-4d3f-8a6b-3c5d7e9f1a02";
    private const string Path = $"v2/projects/{Project}/log_streams/{LogStream}/metric_settings";
    private const string Other = """{"id":"a","scorer_type":"preset","new_field":{"x":1.50},"filters":[{"name":"node_name"}]}""";
    private const string Filters = """[{"sample_rate":0.10,"unknown":[1,2]}]""";

    private static readonly GalileoScorer _scorer = new()
    {
        ScorerId = "9a3e5b70-1c84-4d2b-b6f9-2e7d4c8a5f04",
        Name = "n",
        ScorerType = "code",
        ScoreType = "float",
        ScoreableNodeTypes = new EvalList<string>(["llm"]),
    };

    [Fact]
    public async Task Enabling_adds_the_scorer_and_keeps_everything_else()
    {
        using RecordingTransport transport = Settings($"[{Other}]");

        Assert.True(await new MetricSettings(transport).EnableAsync(Project, LogStream, _scorer, default));

        Assert.Equal(["GET " + Path, "PATCH " + Path], transport.Requests.Select(request => $"{request.Request.Method} {request.Path}"));
        Assert.Equal(EvalRetry.Start, transport.Last.Request.Retry);
        const string Added =
            """{"id":"9a3e5b70-1c84-4d2b-b6f9-2e7d4c8a5f04","name":"n","scorer_type":"code","scoreable_node_types":["llm"],"score_type":"float"}""";
        Assert.Equal($$"""{"scorers":[{{Other}},{{Added}}],"segment_filters":{{Filters}},"mgt_overlay":{"row":"x","other":null},"later":null}""", transport.Last.Text);
    }

    [Fact]
    public async Task Disabling_removes_the_scorer_and_keeps_everything_else()
    {
        using RecordingTransport transport = Settings($$"""[{"id":"{{_scorer.ScorerId.ToUpperInvariant()}}","scorer_type":"code"},{{Other}}]""");

        Assert.True(await new MetricSettings(transport).DisableAsync(Project, LogStream, _scorer.ScorerId, default));

        Assert.Equal($$"""{"scorers":[{{Other}}],"segment_filters":{{Filters}},"mgt_overlay":{"row":"x","other":null},"later":null}""", transport.Last.Text);
    }

    [Fact]
    public async Task Nothing_is_written_if_nothing_changes()
    {
        using RecordingTransport enabled = Settings($$"""[{"id":"{{_scorer.ScorerId}}","scorer_type":"code"}]""");
        using RecordingTransport disabled = Settings("[]");

        Assert.False(await new MetricSettings(enabled).EnableAsync(Project, LogStream, _scorer, default));
        Assert.False(await new MetricSettings(disabled).DisableAsync(Project, LogStream, _scorer.ScorerId, default));

        Assert.Single(enabled.Requests);
        Assert.Single(disabled.Requests);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"scorers":null}""")]
    [InlineData("""{"scorers":{"a":1}}""")]
    [InlineData("""{"detail":"no"}""")]
    [InlineData("[]")]
    public async Task Settings_without_a_list_are_not_overwritten(string body)
    {
        using RecordingTransport transport = new RecordingTransport().Returns(body);

        EvalException e = await Assert.ThrowsAsync<EvalException>(
            () => new MetricSettings(transport).EnableAsync(Project, LogStream, _scorer, default));

        Assert.Equal(EvalErrorCondition.InvalidResponse, e.Condition);
        Assert.Single(transport.Requests);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"message":"Recomputing metrics."}""")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("\"ok\"")]
    public async Task Recomputing_accepts_any_response_and_is_not_repeated(string body)
    {
        using RecordingTransport transport = new RecordingTransport().Returns(body);

        await new MetricSettings(transport).RecomputeAsync(Project, LogStream, _scorer.ScorerId, default);

        Assert.Equal($"v2/projects/{Project}/recompute-metrics", transport.Last.Path);
        Assert.Equal(EvalRetry.Start, transport.Last.Request.Retry);
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse($$"""{"scorer_ids":["{{_scorer.ScorerId}}"],"log_stream_id":"{{LogStream}}"}"""), JsonNode.Parse(transport.Last.Text)));
    }

    [Theory]
    [InlineData("""{"detail":"no"}""", "application/json")]
    [InlineData("<html><title>Log in</title></html>", "text/html")]
    public async Task Recomputing_rejects_an_error_and_a_web_page(string body, string mediaType)
    {
        using RecordingTransport transport = new RecordingTransport().Returns(body, mediaType: mediaType);

        EvalException e = await Assert.ThrowsAsync<EvalException>(
            () => new MetricSettings(transport).RecomputeAsync(Project, LogStream, _scorer.ScorerId, default));

        Assert.Equal(EvalErrorCondition.InvalidResponse, e.Condition);
    }

    private static RecordingTransport Settings(string scorers) =>
        new RecordingTransport().Returns($$"""{"scorers":{{scorers}},"segment_filters":{{Filters}},"mgt_overlay":{"row":"x","other":null},"later":null}""");
}
