using System.Net;
using System.Text.Json.Nodes;
using GalileoEval.Errors;
using GalileoEval.Galileo;
using GalileoEval.Transport;

namespace GalileoEval.Tests.Galileo;

public sealed class ScorerRegistryTests : IDisposable
{
    private const string Id = "6f1d2c3b-4a59-4e68-9c7d-8b2a1f0e9d01";
    private const string Verdict = """{"result_type":"valid","score_type":"float"}""";
    private const string Made = $$"""{"id":"{{Id}}","name":"n","scorer_type":"code","tags":["t"]}""";
    private const string Version = """{"version":3,"registered_scorer":{"score_type":"float"},"scoreable_node_types":["llm"],"created_at":"2025-03-01T10:00:00Z"}""";

    private static readonly CodeScorerValidation s_valid = new()
    {
        TaskId = Id, Status = "completed", IsValid = true, ResultJson = Verdict, ScoreableNodeTypes = new EvalList<string>(["llm"]),
    };

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Every_filter_is_sent_as_the_service_names_it()
    {
        using RecordingTransport transport = new RecordingTransport().Returns("""{"scorers":[]}""");
        DateTime time = new(2025, 3, 1, 10, 0, 0, DateTimeKind.Utc);
        ScorerQuery query = new()
        {
            Name = "n", ScorerIds = [Id.ToUpperInvariant()], ScorerTypes = ["code", "llm"], ModelTypes = ["slm"], Tags = ["t"], Labels = ["l"],
            ScoreableNodeTypes = ["llm"], MultimodalCapabilities = ["audio"], CreatorIds = [Id], ProjectIds = [Id], IncludeGlobal = true,
            IsGlobal = false, CreatedAfter = time, CreatedBefore = time, UpdatedAfter = time, UpdatedBefore = time, ExcludeSlm = true,
            ExcludeMultimodal = true,
        };

        await foreach (GalileoScorer scorer in new ScorerRegistry(transport).ListAsync(query, default))
            Assert.Fail(scorer.Name);

        Assert.Equal("v2/scorers/list?starting_token=0&limit=100", transport.Last.Path);
        const string Time = "\"2025-03-01T10:00:00Z\"";
        Assert.True(
            JsonNode.DeepEquals(
                JsonNode.Parse(
                    $$"""
                    {"filters":[{"name":"name","operator":"eq","value":"n","case_sensitive":false},
                    {"name":"id","operator":"one_of","value":["{{Id}}"]},{"name":"scorer_type","operator":"one_of","value":["code","llm"]},
                    {"name":"model_type","operator":"one_of","value":["slm"]},{"name":"tags","operator":"one_of","value":["t"]},
                    {"name":"label","operator":"one_of","value":["l"]},{"name":"scoreable_node_types","operator":"one_of","value":["llm"]},
                    {"name":"multimodal_capabilities","operator":"one_of","value":["audio"]},{"name":"creator","operator":"one_of","value":["{{Id}}"]},
                    {"name":"scope_projects","project_ids":["{{Id}}"],"include_global":true},{"name":"is_global","operator":"eq","value":false},
                    {"name":"created_at","operator":"gte","value":{{Time}}},{"name":"created_at","operator":"lt","value":{{Time}}},
                    {"name":"updated_at","operator":"gte","value":{{Time}}},{"name":"updated_at","operator":"lt","value":{{Time}}},
                    {"name":"exclude_slm_scorers"},{"name":"exclude_multimodal_scorers"}]}
                    """),
                JsonNode.Parse(transport.Last.Text)),
            transport.Last.Text);
    }

    [Fact]
    public async Task An_invalid_ID_sends_nothing()
    {
        using RecordingTransport transport = new();
        ScorerRegistry registry = new(transport);

        Assert.Throws<EvalException>(() => { registry.ListAsync(new ScorerQuery { CreatorIds = ["x"] }, default); });
        await Assert.ThrowsAsync<EvalException>(() => registry.RemoveAsync("../x", default));
        Assert.Empty(transport.Requests);
    }

    [Fact]
    public async Task A_new_scorer_is_created_with_its_code()
    {
        using RecordingTransport transport = new RecordingTransport().Returns("""{"scorers":[]}""").Returns(Made).Returns(Version);

        GalileoScorer scorer = await PublishAsync(transport, "n");

        Assert.Equal((Id, "n", 3L, "float", "code"), (scorer.ScorerId, scorer.Name, scorer.Version, scorer.ScoreType, scorer.ScorerType));
        Assert.Equal(["llm"], scorer.ScoreableNodeTypes);
        Assert.Equal(["v2/scorers/list?starting_token=0&limit=100", "v2/scorers", $"v2/scorers/{Id}/version/code"], transport.Requests.Select(request => request.Path));
        Assert.Equal("""{"name":"n","scorer_type":"code","tags":["t"],"scoreable_node_types":["llm"]}""", transport.Requests[1].Text);
        Assert.Equal(EvalRetry.Start, transport.Requests[1].Request.Retry);
        IReadOnlyList<MultipartPart> parts = MultipartPart.Read(transport.Last);
        Assert.Equal(["file", "validation_result"], parts.Select(part => part.Name));
        Assert.Equal(Verdict, parts[1].Text);
        Assert.Equal(EvalRetry.Start, transport.Last.Request.Retry);
    }

    [Fact]
    public async Task A_scorer_with_the_exact_name_gets_a_new_version()
    {
        using RecordingTransport transport = new RecordingTransport()
            .Returns($$"""{"scorers":[{"id":"x","name":"N","scorer_type":"code"},{{Made}}]}""").Returns(Version);

        GalileoScorer scorer = await PublishAsync(transport, "n");

        Assert.Equal((Id, 3L), (scorer.ScorerId, scorer.Version));
        Assert.Equal(2, transport.Requests.Count);
    }

    [Fact]
    public async Task A_scorer_created_concurrently_gets_the_version()
    {
        using RecordingTransport transport = new RecordingTransport()
            .Returns("""{"scorers":[]}""")
            .Returns("""{"detail":"already exists"}""", HttpStatusCode.UnprocessableEntity)
            .Returns($$"""{"scorers":[{{Made}}]}""")
            .Returns(Version);

        Assert.Equal(3, (await PublishAsync(transport, "n")).Version);
    }

    [Fact]
    public async Task A_rejection_for_another_reason_than_the_name_is_passed_on()
    {
        using RecordingTransport transport = new RecordingTransport()
            .Returns("""{"scorers":[]}""")
            .Returns("""{"detail":"bad tag"}""", HttpStatusCode.UnprocessableEntity)
            .Returns("""{"scorers":[]}""");

        EvalException error = await Assert.ThrowsAsync<EvalException>(() => PublishAsync(transport, "n"));

        Assert.Contains("bad tag", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_scorer_is_removed_if_its_code_is_rejected()
    {
        using RecordingTransport transport = new RecordingTransport()
            .Returns("""{"scorers":[]}""")
            .Returns(Made)
            .Returns("""{"detail":"no"}""", HttpStatusCode.UnprocessableEntity)
            .Returns("""{"message":"deleted"}""");

        EvalException error = await Assert.ThrowsAsync<EvalException>(() => PublishAsync(transport, "n"));

        Assert.Equal("create code scorer version", error.Operation);
        Assert.Equal((HttpMethod.Delete, $"v2/scorers/{Id}"), (transport.Last.Request.Method, transport.Last.Path));
    }

    [Fact]
    public async Task A_scorer_that_could_not_be_removed_is_reported()
    {
        using RecordingTransport transport = new RecordingTransport()
            .Returns("""{"scorers":[]}""")
            .Returns(Made)
            .Returns("""{"detail":"no"}""", HttpStatusCode.UnprocessableEntity);
        RecordingObserver observer = new();

        EvalException error = await Assert.ThrowsAsync<EvalException>(() => PublishAsync(transport, "n", observer));

        Assert.Equal("create code scorer version", error.Operation);
        Assert.Contains(Id, Assert.Single(observer.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_existing_scorer_is_kept_if_the_code_is_rejected()
    {
        using RecordingTransport transport = new RecordingTransport()
            .Returns($$"""{"scorers":[{{Made}}]}""")
            .Returns("""{"detail":"no"}""", HttpStatusCode.UnprocessableEntity);

        await Assert.ThrowsAsync<EvalException>(() => PublishAsync(transport, "n"));

        Assert.DoesNotContain(transport.Requests, request => request.Request.Method == HttpMethod.Delete);
    }

    [Fact]
    public async Task A_scorer_of_another_type_is_a_conflict()
    {
        using RecordingTransport transport = new RecordingTransport()
            .Returns($$"""{"scorers":[{"id":"{{Id}}","name":"n","scorer_type":"llm"}]}""");

        Assert.Equal(EvalErrorCondition.Conflict, (await Assert.ThrowsAsync<EvalException>(() => PublishAsync(transport, "n"))).Condition);
    }

    [Fact]
    public async Task An_invalid_scorer_sends_nothing()
    {
        using RecordingTransport transport = new();
        CodeScorerValidation invalid = new() { TaskId = Id, Status = "completed", IsValid = false, ErrorMessage = "no\nkwargs", ResultJson = "{}" };

        EvalException error = await Assert.ThrowsAsync<EvalException>(async () =>
            await new ScorerRegistry(transport).PublishAsync(await FileAsync(), invalid, new ScorerDefinition { Name = "n" }, default));

        Assert.Equal(EvalErrorCondition.TaskFailed, error.Condition);
        Assert.Contains("no kwargs", error.Message, StringComparison.Ordinal);
        Assert.Empty(transport.Requests);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<GalileoScorer> PublishAsync(RecordingTransport transport, string name, IEvalObserver? observer = null) =>
        await new ScorerRegistry(transport, observer).PublishAsync(
            await FileAsync(), s_valid, new ScorerDefinition { Name = name, Tags = ["t"] }, default);

    private Task<ScorerFile> FileAsync()
    {
        string path = Path.Combine(_folder.Path, "n.py");
        File.WriteAllText(path, "def scorer_fn(*, step_object, **kwargs): return 1.0\n");
        return ScorerFile.OpenAsync(path, default);
    }
}
