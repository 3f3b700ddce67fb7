using System.Text;
using GalileoEval.Errors;
using GalileoEval.Galileo.Scorers;
using GalileoEval.Transport;

namespace GalileoEval.Tests.Galileo;

public sealed class ScorerVersionsTests
{
    private const string Id = "6f1d2c3b-4a59-4e68-9c7d-8b2a1f0e9d01";
    private const string OtherId = "00000000-0000-4000-8000-000000000002";

    [Fact]
    public async Task Lists_every_page_with_GET()
    {
        using RecordingTransport transport = new RecordingTransport()
            .Returns($$"""{"versions":[{"id":"a","version":2,"scorer_id":"{{Id}}"}],"next_starting_token":1}""")
            .Returns($$"""{"versions":[{"id":"b","version":1,"scorer_id":"{{Id}}"}],"next_starting_token":null}""");

        List<GalileoScorerVersion> versions = await ListAsync(transport);

        Assert.Equal([2, 1], versions.Select(version => version.Version));
        Assert.Equal(
            [$"v2/scorers/{Id}/versions?starting_token=0&limit=100", $"v2/scorers/{Id}/versions?starting_token=1&limit=100"],
            transport.Requests.Select(request => request.Path));
        Assert.All(transport.Requests, request => Assert.Equal(HttpMethod.Get, request.Request.Method));
    }

    [Fact]
    public async Task A_list_without_its_array_is_empty()
    {
        using RecordingTransport transport = new RecordingTransport().Returns("{}");

        Assert.Empty(await ListAsync(transport));
    }

    [Fact]
    public async Task Reads_documented_fields_and_keeps_the_others()
    {
        using RecordingTransport transport = new RecordingTransport().Returns(
            """
            {"versions":[{"id":"v","version":3,"created_at":"2025-03-01T10:00:00","num_judges":"many","chain_poll_template":{"template":"t"},
            "registered_scorer":{"score_type":"float"},"scoreable_node_types":["llm"],"new_field":1}]}
            """);

        GalileoScorerVersion version = Assert.Single(await ListAsync(transport));

        Assert.Equal(Id, version.ScorerId);
        Assert.Equal("float", version.ScoreType);
        Assert.Equal(["llm"], version.ScoreableNodeTypes);
        Assert.Equal(new DateTime(2025, 3, 1, 10, 0, 0, DateTimeKind.Utc), version.CreatedAt);
        Assert.Null(version.JudgeCount);
        Assert.Contains("new_field", version.AdditionalJson, StringComparison.Ordinal);
        Assert.Contains("many", version.AdditionalJson, StringComparison.Ordinal);
        Assert.Contains("chain_poll_template", version.AdditionalJson, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"versions":[{"id":"v"}]}""")]
    [InlineData("""{"versions":{}}""")]
    [InlineData($$"""{"versions":[{"id":"v","version":1,"scorer_id":"{{OtherId}}"}]}""")]
    public async Task An_invalid_list_is_rejected(string body)
    {
        using RecordingTransport transport = new RecordingTransport().Returns(body);

        EvalException e = await Assert.ThrowsAsync<EvalException>(() => ListAsync(transport));

        Assert.Equal(EvalErrorCondition.InvalidResponse, e.Condition);
    }

    [Fact]
    public async Task A_response_about_another_version_is_rejected()
    {
        using RecordingTransport transport = new RecordingTransport().Returns($$"""{"version":2,"scorer_id":"{{Id}}"}""");

        EvalException e = await Assert.ThrowsAsync<EvalException>(() => new ScorerVersions(transport).GetAsync(Id, 3, default));

        Assert.Equal(EvalErrorCondition.InvalidResponse, e.Condition);
        Assert.Equal($"v2/scorers/{Id}/version?version=3", transport.Last.Path);
    }

    [Fact]
    public async Task Restores_without_repeating_the_request()
    {
        using RecordingTransport transport = new RecordingTransport().Returns($$"""{"version":4,"scorer_id":"{{Id}}"}""");

        GalileoScorerVersion version = await new ScorerVersions(transport).RestoreAsync(Id, 2, default);

        Assert.Equal(4, version.Version);
        Assert.Equal($"v2/scorers/{Id}/versions/2/restore", transport.Last.Path);
        Assert.Equal(HttpMethod.Post, transport.Last.Request.Method);
        Assert.Equal(EvalRetry.Start, transport.Last.Request.Retry);
    }

    [Theory]
    [InlineData("text/x-python", "def f(): return 'é'\r\n", "def f(): return 'é'\r\n")]
    [InlineData(null, "x = 1\n", "x = 1\n")]
    [InlineData("text/plain", "\"quoted\"", "\"quoted\"")]
    [InlineData("application/octet-stream", "\uFEFFx = 1", "\uFEFFx = 1")]
    [InlineData("application/json", "x = 1\n", "x = 1\n")]
    [InlineData("application/json", "\"x = 'é'\\n\"", "x = 'é'\n")]
    [InlineData("application/json", "{\"code\":\"x = 1\"}", "x = 1")]
    [InlineData("application/json", "{\"content\":\"x = 1\"}", "x = 1")]
    [InlineData("text/x-python", "", "")]
    public async Task The_code_keeps_its_bytes(string? mediaType, string body, string expected)
    {
        using RecordingTransport transport = new RecordingTransport().Returns(body, mediaType: mediaType);

        byte[] code = await new ScorerVersions(transport).GetCodeAsync(Id, 2, default);

        Assert.Equal(Encoding.UTF8.GetBytes(expected), code);
        Assert.Equal($"v2/scorers/{Id}/version/code?version=2", transport.Last.Path);
    }

    [Theory]
    [InlineData("application/json", """{"detail":"no code"}""")]
    [InlineData("application/json", "null")]
    [InlineData("text/html", "<html><title>Log in</title></html>")]
    [InlineData("application/json", "<!doctype html><title>Log in</title>")]
    public async Task Another_response_is_not_code(string mediaType, string body)
    {
        using RecordingTransport transport = new RecordingTransport().Returns(body, mediaType: mediaType);

        EvalException e = await Assert.ThrowsAsync<EvalException>(() => new ScorerVersions(transport).GetCodeAsync(Id, null, default));

        Assert.Equal(EvalErrorCondition.InvalidResponse, e.Condition);
    }

    [Fact]
    public async Task An_invalid_argument_sends_nothing()
    {
        using RecordingTransport transport = new();
        ScorerVersions versions = new(transport);

        await Assert.ThrowsAsync<EvalException>(() => versions.GetCodeAsync("../x", null, default));
        await Assert.ThrowsAsync<EvalException>(() => versions.GetAsync(Id, 0, default));
        await Assert.ThrowsAsync<EvalException>(() => versions.RestoreAsync(Id, 0, default));
        Assert.Empty(transport.Requests);
    }

    private static async Task<List<GalileoScorerVersion>> ListAsync(RecordingTransport transport)
    {
        List<GalileoScorerVersion> versions = [];
        await foreach (GalileoScorerVersion version in new ScorerVersions(transport).ListAsync(Id, default))
            versions.Add(version);
        return versions;
    }
}
