using System.Text;
using GalileoEval.Errors;
using GalileoEval.Galileo;
using GalileoEval.Transport;

namespace GalileoEval.Tests.Galileo;

public sealed class StartValidationTests : IDisposable
{
    private const string Id1 = "0b9f4a7e-52c1-4d3f-8a6b-3c5d7e9f1a02";
    private const string Id2 = "c4e8a1d6-7b3f-4f52-9d0e-6a8b2c4d1e03";
    private const string Source = "def scorer_fn(*, step_object, **kwargs):\n    return \"ä\"\n";

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_sample_is_sent_as_a_form_with_the_specified_options()
    {
        using RecordingTransport transport = new RecordingTransport().Returns($$"""{"task_id":"{{Id1}}","extra":1}""");

        CodeScorerValidation validation = await new GalileoClient(transport).StartValidationAsync(
            await FileAsync("scörer 1;2.py"),
            "in\nput €",
            "",
            new CodeScorerOptions { RequiredScorers = ["a", "b\"c"], ScoreableNodeTypes = ["llm"] },
            default);

        EvalRequest request = transport.Last.Request;
        Assert.Equal("validate code scorer", request.Operation);
        Assert.Equal(HttpMethod.Post, request.Method);
        Assert.Equal("v2/scorers/code/validate", request.Path);
        Assert.Equal(EvalRetry.Start, request.Retry);

        IReadOnlyList<MultipartPart> parts = MultipartPart.Read(transport.Last);
        Assert.Equal(
            ["file", "test_input", "test_output", "required_scorers", "scoreable_node_types"], parts.Select(part => part.Name));
        Assert.Equal(Source, parts[0].Text);
        Assert.Equal("text/x-python", parts[0].Headers["Content-Type"]);
        Assert.Equal(
            "form-data; name=\"file\"; filename=\"sc_rer 1;2.py\"; filename*=UTF-8''sc%C3%B6rer%201%3B2.py",
            parts[0].Headers["Content-Disposition"]);
        Assert.Equal("in\nput €", parts[1].Text);
        Assert.Equal("", parts[2].Text);
        Assert.Equal(["a", "b\"c"], System.Text.Json.JsonSerializer.Deserialize<string[]>(parts[3].Text)!);
        Assert.Equal("""["llm"]""", parts[4].Text);
        Assert.All(parts.Skip(1), part => Assert.Equal(["Content-Disposition"], part.Headers.Keys));

        Assert.Equal(Id1, validation.TaskId);
        Assert.EndsWith("scörer 1;2.py", validation.Path, StringComparison.Ordinal);
        Assert.Equal(EvalState.Pending, validation.State);
        Assert.Null(validation.Status);
    }

    [Fact]
    public async Task Unspecified_options_are_not_sent()
    {
        using RecordingTransport transport = new RecordingTransport().Returns($$"""{"task_id":"{{Id1}}"}""");
        GalileoClient client = new(transport);
        ScorerFile file = await FileAsync();

        await client.StartValidationAsync(file, null, null, new CodeScorerOptions { RequiredScorers = [] }, default);

        Assert.Equal(["file"], MultipartPart.Read(transport.Last).Select(part => part.Name));
    }

    [Fact]
    public async Task A_body_can_be_created_for_every_attempt()
    {
        using RecordingTransport transport = new RecordingTransport().Returns($$"""{"task_id":"{{Id1}}"}""");
        ScorerFile file = await FileAsync();
        await new GalileoClient(transport).StartValidationAsync(file, "x", null, new CodeScorerOptions(), default);

        using HttpContent again = transport.Last.Request.Content!();
        using HttpContent beside = transport.Last.Request.Content!();

        Assert.Contains(Source, await again.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains(Source, await beside.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.NotNull(again.Headers.ContentLength);
    }

    [Fact]
    public async Task Log_records_are_sent_with_every_field()
    {
        using RecordingTransport transport =
            new RecordingTransport().Returns($$"""{"metrics_experiment_id":"{{Id1}}","project_id":"{{Id2}}"}""");
        const string Filters = """[{"type":"text","column_id":"input","operator":"contains","value":"ü"}]""";
        const string Sort = """{"column_id":"created_at","ascending":false}""";

        LogRecordValidation validation = await new GalileoClient(transport).StartLogRecordValidationAsync(
            await FileAsync(),
            new LogRecordSelection
            {
                LogStreamId = Id1.ToUpperInvariant(),
                ExperimentId = Id2,
                Limit = 5,
                StartingToken = 0,
                FiltersJson = Filters,
                SortJson = Sort,
            },
            new CodeScorerOptions { RequiredScorers = ["r"], ScoreableNodeTypes = ["llm", "trace"] },
            default);

        Assert.Equal("validate code scorer on log records", transport.Last.Request.Operation);
        Assert.Equal("v2/scorers/code/validate/log_record", transport.Last.Path);
        Assert.Equal(EvalRetry.Start, transport.Last.Request.Retry);
        Dictionary<string, string> parts = MultipartPart.Read(transport.Last).ToDictionary(part => part.Name, part => part.Text);
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["file"] = Source,
                ["log_stream_id"] = Id1,
                ["experiment_id"] = Id2,
                ["limit"] = "5",
                ["starting_token"] = "0",
                ["filters"] = Filters,
                ["sort"] = Sort,
                ["required_scorers"] = """["r"]""",
                ["scoreable_node_types"] = """["llm","trace"]""",
            },
            parts);

        Assert.Equal(Id1, validation.MetricsExperimentId);
        Assert.Equal(Id2, validation.ProjectId);
        Assert.Equal(Id1, validation.LogStreamId);
        Assert.Equal(Id2, validation.ExperimentId);
        Assert.NotNull(validation.Path);
        Assert.Null(validation.Status);
        Assert.Equal(EvalState.Pending, validation.State);
    }

    [Fact]
    public async Task Log_records_are_sent_without_unspecified_options_and_an_older_server_returns_no_project()
    {
        using RecordingTransport transport = new RecordingTransport().Returns($$"""{"metrics_experiment_id":"{{Id1}}"}""");

        LogRecordValidation validation = await new GalileoClient(transport).StartLogRecordValidationAsync(
            await FileAsync(), new LogRecordSelection { LogStreamId = Id2 }, new CodeScorerOptions(), default);

        Assert.Equal(["file", "log_stream_id"], MultipartPart.Read(transport.Last).Select(part => part.Name));
        Assert.Null(validation.ProjectId);
    }

    [Fact]
    public async Task A_dataset_is_sent_with_every_field()
    {
        using RecordingTransport transport =
            new RecordingTransport().Returns($$"""{"metrics_experiment_id":"{{Id1}}","project_id":"{{Id2}}"}""");

        LogRecordValidation validation = await new GalileoClient(transport).StartDatasetValidationAsync(
            await FileAsync(),
            new DatasetSelection { DatasetId = Id1.ToUpperInvariant(), VersionIndex = 3, Limit = 5, StartingToken = 2, ScoreType = "bool" },
            new CodeScorerOptions { RequiredScorers = ["r"], ScoreableNodeTypes = ["llm"] },
            default);

        Assert.Equal("validate code scorer on a dataset", transport.Last.Request.Operation);
        Assert.Equal("v2/scorers/code/validate/dataset", transport.Last.Path);
        Assert.Equal(EvalRetry.Start, transport.Last.Request.Retry);
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["file"] = Source,
                ["dataset_id"] = Id1,
                ["dataset_version_index"] = "3",
                ["limit"] = "5",
                ["starting_token"] = "2",
                ["required_scorers"] = """["r"]""",
                ["scoreable_node_types"] = """["llm"]""",
                ["score_type"] = "bool",
            },
            MultipartPart.Read(transport.Last).ToDictionary(part => part.Name, part => part.Text));
        Assert.Equal((Id1, Id2, Id1), (validation.MetricsExperimentId, validation.ProjectId, validation.DatasetId));
        Assert.Equal(EvalState.Pending, validation.State);
    }

    [Fact]
    public async Task A_dataset_is_sent_without_unspecified_options()
    {
        using RecordingTransport transport = new RecordingTransport().Returns($$"""{"metrics_experiment_id":"{{Id1}}"}""");

        LogRecordValidation validation = await new GalileoClient(transport).StartDatasetValidationAsync(
            await FileAsync(), new DatasetSelection { DatasetId = Id2 }, new CodeScorerOptions(), default);

        Assert.Equal(["file", "dataset_id"], MultipartPart.Read(transport.Last).Select(part => part.Name));
        Assert.Null(validation.ProjectId);
    }

    public static TheoryData<DatasetSelection> InvalidDatasets => new(
        new DatasetSelection { DatasetId = "golden questions" },
        new DatasetSelection { DatasetId = Id1, VersionIndex = 0 },
        new DatasetSelection { DatasetId = Id1, Limit = 0 },
        new DatasetSelection { DatasetId = Id1, StartingToken = -1 });

    [Theory]
    [MemberData(nameof(InvalidDatasets))]
    public async Task An_invalid_dataset_is_rejected_before_anything_is_sent(DatasetSelection selection)
    {
        using RecordingTransport transport = new();
        ScorerFile file = await FileAsync();

        EvalException error = await Assert.ThrowsAsync<EvalException>(() =>
            new GalileoClient(transport).StartDatasetValidationAsync(file, selection, new CodeScorerOptions(), default));

        Assert.Equal(EvalErrorCondition.InvalidArgument, error.Condition);
        Assert.Empty(transport.Requests);
    }

    public static TheoryData<LogRecordSelection> InvalidSelections => new(
        new LogRecordSelection { LogStreamId = "production" },
        new LogRecordSelection { ExperimentId = "" },
        new LogRecordSelection { LogStreamId = Id1, Limit = 0 },
        new LogRecordSelection { LogStreamId = Id1, StartingToken = -1 },
        new LogRecordSelection { LogStreamId = Id1, FiltersJson = "{}" },
        new LogRecordSelection { LogStreamId = Id1, FiltersJson = "[" },
        new LogRecordSelection { LogStreamId = Id1, SortJson = "[]" },
        new LogRecordSelection { LogStreamId = Id1, SortJson = "" });

    [Theory]
    [MemberData(nameof(InvalidSelections))]
    public async Task An_invalid_argument_is_rejected_before_anything_is_sent(LogRecordSelection selection)
    {
        using RecordingTransport transport = new();
        ScorerFile file = await FileAsync();

        EvalException error = await Assert.ThrowsAsync<EvalException>(() =>
            new GalileoClient(transport).StartLogRecordValidationAsync(file, selection, new CodeScorerOptions(), default));

        Assert.Equal(EvalErrorCondition.InvalidArgument, error.Condition);
        Assert.Empty(transport.Requests);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"task_id":null,"metrics_experiment_id":null}""")]
    [InlineData("""{"task_id":7,"metrics_experiment_id":[]}""")]
    [InlineData("""{"task_id":" ","metrics_experiment_id":" "}""")]
    [InlineData("[]")]
    [InlineData("{")]
    public async Task A_response_without_an_ID_is_an_error(string body)
    {
        using RecordingTransport transport = new RecordingTransport().Returns(body);
        GalileoClient client = new(transport);
        ScorerFile file = await FileAsync();

        foreach (Func<Task> start in new Func<Task>[]
        {
            () => client.StartValidationAsync(file, null, null, new CodeScorerOptions(), default),
            () => client.StartLogRecordValidationAsync(file, new LogRecordSelection(), new CodeScorerOptions(), default),
            () => client.StartDatasetValidationAsync(file, new DatasetSelection { DatasetId = Id1 }, new CodeScorerOptions(), default),
        })
        {
            EvalException error = await Assert.ThrowsAsync<EvalException>(start);
            Assert.Equal(EvalErrorCondition.InvalidResponse, error.Condition);
        }
    }

    public void Dispose() => _folder.Dispose();

    private Task<ScorerFile> FileAsync(string name = "scorer.py") =>
        ScorerFile.OpenAsync(_folder.Write(name, Encoding.UTF8.GetBytes(Source)), default);
}
