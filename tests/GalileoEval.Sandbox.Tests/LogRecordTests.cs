using System.Text.Json.Nodes;

namespace GalileoEval.Sandbox.Tests;

public sealed class LogRecordTests : IDisposable
{
    private const string Scorer = "def scorer_fn(*, node_type, node_output, step_object, **kwargs):\n    return len(node_output), {'spans': len(step_object.spans)}";
    private const string LogRecords = "v2/scorers/code/validate/log_record";
    private static readonly (string Name, string Value) LogStream = ("log_stream_id", SandboxSample.LogStreamId);
    private readonly RunningSandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task Scores_copies_of_the_records()
    {
        JsonNode page = await _sandbox.ScoreAsync(Scorer, "", LogStream);
        JsonArray records = page["records"]!.AsArray();
        Assert.Equal(12, records.Count(record => (string)record!["type"]! == "trace"));
        Assert.True(new HashSet<string>(records.Select(record => (string)record!["type"]!)).IsSupersetOf(["trace", "agent", "workflow", "llm", "tool", "retriever"]));
        foreach (JsonNode? record in records)
        {
            JsonNode metric = RunningSandbox.Metric(record!);
            bool isModel = (string)record!["type"]! == "llm";
            Assert.Equal(isModel ? "success" : "not_applicable", (string)metric["status_type"]!);
            if (isModel)
                Assert.Equal(((string)record["output"]!["content"]!).Length, (double)metric["value"]!);
            Assert.Null(metric["metadata"]);
        }
    }

    [Fact]
    public async Task Returns_metadata_only_on_request_and_passes_children_to_the_scorer()
    {
        JsonNode page = await _sandbox.ScoreAsync(
            Scorer, ",\"include_code_metric_metadata\":true", LogStream, ("scoreable_node_types", """["workflow"]"""),
            ("filters", """[{"type":"text","column_id":"type","operator":"eq","value":"workflow"}]"""), ("limit", "1"));
        JsonNode metric = RunningSandbox.Metric(Assert.Single(page["records"]!.AsArray())!);
        Assert.Equal(2, (int)metric["metadata"]!["spans"]!);
    }

    [Fact]
    public async Task Goes_from_no_records_to_pending_to_final()
    {
        using MultipartFormDataContent form = RunningSandbox.Form("while True: pass", LogStream, ("limit", "2"));
        (_, JsonNode? started) = await _sandbox.SendAsync(HttpMethod.Post, LogRecords, form);
        string path = $"v2/projects/{started!["project_id"]}/traces/search";
        string body = $$"""{"metrics_testing_id":"{{started["metrics_experiment_id"]}}"}""";
        Assert.Equal(0, (int)(await _sandbox.PostAsync(path, body))["num_records"]!);

        JsonNode page;
        do
        {
            _sandbox.Clock.Advance(RunningSandbox.TaskDuration / 10);
            page = await _sandbox.PostAsync(path, body);
        }
        while ((int)page["num_records"]! == 0 || (string)RunningSandbox.Metric(page["records"]![0]!)["status_type"]! == "pending");
        Assert.Equal("computing", (string)RunningSandbox.Metric(page["records"]![0]!)["status_type"]!);

        JsonNode metric;
        do
        {
            _sandbox.Clock.Advance(RunningSandbox.ScorerTimeout);
            page = await _sandbox.PostAsync(path, body);
            metric = RunningSandbox.Metric(page["records"]![1]!);
        }
        while ((string)metric["status_type"]! == "computing");

        Assert.Equal("failed", (string)metric["status_type"]!);
        Assert.Contains("time limit", (string)metric["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reports_the_record_on_which_a_scorer_failed()
    {
        JsonNode page = await _sandbox.ScoreAsync(
            "def scorer_fn(*, node_name, **kwargs):\n    if node_name == 'refund': raise ValueError('no refunds')\n    return 1",
            "", LogStream, ("scoreable_node_types", "trace"), ("filters", """[{"type":"text","column_id":"type","operator":"eq","value":"trace"}]"""));
        ILookup<string, JsonNode> metrics = page["records"]!.AsArray()
            .ToLookup(record => (string)record!["name"]!, record => RunningSandbox.Metric(record!));
        JsonNode failed = Assert.Single(metrics["refund"]);
        Assert.Equal("error", (string)failed["status_type"]!);
        Assert.Contains("no refunds", (string)failed["message"]!, StringComparison.Ordinal);
        Assert.Equal("success", (string)Assert.Single(metrics["shipping"])["status_type"]!);
    }

    [Theory]
    [InlineData("""{"type":"text","column_id":"name","operator":"contains","value":"REF","case_sensitive":false}""", 1)]
    [InlineData("""{"type":"text","column_id":"name","operator":"one_of","value":["refund","shipping"]}""", 2)]
    [InlineData("""{"type":"text","column_id":"name","operator":"not_in","value":["refund","shipping"]}""", 10)]
    [InlineData("""{"type":"collection","column_id":"tags","operator":"contains","value":"billing"}""", 1)]
    [InlineData("""{"type":"number","column_id":"num_spans","operator":"between","value":[6,9]}""", 4)]
    [InlineData("""{"type":"number","column_id":"num_spans","operator":"lt","value":6}""", 8)]
    [InlineData("""{"type":"boolean","column_id":"has_children","operator":"eq","value":true}""", 12)]
    [InlineData("""{"type":"date","column_id":"created_at","operator":"gte","value":"2026-03-01T11:30:00Z"}""", 3)]
    [InlineData("""{"type":"date","column_id":"created_at","operator":"gte","value":"2026-03-01T13:30:00+02:00"}""", 3)]
    [InlineData("""{"type":"text","column_id":"user_metadata/channel","operator":"eq","value":"phone"}""", 4)]
    [InlineData("""{"type":"id","column_id":"id","value":"6f1d2c3b-4a59-4e68-9c7d-8b2a1f0e9d01"}""", 0)]
    public async Task Applies_filters(string filter, int expected)
    {
        JsonNode page = await _sandbox.PostAsync(
            $"v2/projects/{SandboxSample.ProjectId}/traces/search",
            $$"""{"log_stream_id":"{{SandboxSample.LogStreamId}}","filters":[{{filter}}]}""");
        Assert.Equal(expected, (int)page["num_records"]!);
        page = await _sandbox.PostAsync(
            $"v2/projects/{SandboxSample.ProjectId}/traces/search",
            $$"""{"log_stream_id":"{{SandboxSample.LogStreamId}}","filter_tree":{"not":{"and":[{"filter":{{filter}} }]} } }""");
        Assert.Equal(12 - expected, (int)page["num_records"]!);
    }

    [Fact]
    public async Task Sorts_and_pages()
    {
        string path = $"v2/projects/{SandboxSample.ProjectId}/traces/search";
        List<string> names = [];
        int? token = 0;
        while (token is not null)
        {
            JsonNode page = await _sandbox.PostAsync(path,
                $$"""{"log_stream_id":"{{SandboxSample.LogStreamId}}","limit":5,"starting_token":{{token}},"sort":{"column_id":"name","ascending":false} }""");
            names.AddRange(page["records"]!.AsArray().Select(record => (string)record!["name"]!));
            token = (int?)page["next_starting_token"];
        }

        Assert.Equal(12, names.Count);
        Assert.Equal(names.OrderByDescending(name => name, StringComparer.Ordinal), names);
        JsonNode scored = await _sandbox.ScoreAsync(Scorer, "", ("experiment_id", SandboxSample.ExperimentId),
            ("sort", """{"column_id":"created_at","ascending":false}"""), ("starting_token", "1"), ("limit", "3"));
        Assert.Equal(3, (int)scored["num_records"]!);
    }

    [Fact]
    public async Task Scores_the_rows_of_a_dataset()
    {
        using MultipartFormDataContent form = RunningSandbox.Form(
            "def scorer_fn(**kwargs):\n    return len(kwargs['dataset_variables'])", ("dataset_id", SandboxSample.DatasetId), ("limit", "3"), ("score_type", "int"));
        (int status, JsonNode? started) = await _sandbox.SendAsync(HttpMethod.Post, "v2/scorers/code/validate/dataset", form);
        Assert.Equal(200, status);
        JsonNode page = await _sandbox.RecordsAsync(started!);
        Assert.Equal(6, (int)page["num_records"]!);
        Assert.Equal(3, page["records"]!.AsArray().Count(r => RunningSandbox.Metric(r!)["value"]?.ToJsonString() == "1"));
    }

    [Fact]
    public async Task Scores_the_stored_rows_of_the_version_of_a_dataset()
    {
        string content = $"v2/datasets/{SandboxSample.DatasetId}/content";
        using StringContent edit = RunningSandbox.Json("""{"edits":[{"edit_type":"append_row","values":{"input":"Hello?","output":"Hi.","generated_output":"Good day."}}]}""");
        Assert.Equal(204, (await _sandbox.SendAsync(HttpMethod.Patch, content, edit)).Status);

        Assert.Equal(8, await CountAsync("1"));
        Assert.Equal(10, await CountAsync("2"));
        using MultipartFormDataContent unknown = DatasetForm("3");
        Assert.Equal(404, (await _sandbox.SendAsync(HttpMethod.Post, "v2/scorers/code/validate/dataset", unknown)).Status);

        async Task<int> CountAsync(string version)
        {
            using MultipartFormDataContent form = DatasetForm(version);
            (int status, JsonNode? started) = await _sandbox.SendAsync(HttpMethod.Post, "v2/scorers/code/validate/dataset", form);
            Assert.Equal(200, status);
            JsonArray records = (await _sandbox.RecordsAsync(started!))["records"]!.AsArray();
            Assert.Equal(version == "2", records.Any(record => (string?)record!["type"] == "trace" && (string?)record["output"] == "Good day." && (string?)record["dataset_output"] == "Hi."));
            return records.Count;
        }

        static MultipartFormDataContent DatasetForm(string version) => RunningSandbox.Form(
            "def scorer_fn(**kwargs):\n    return 1.0", ("dataset_id", SandboxSample.DatasetId), ("dataset_version_index", version));
    }

    [Theory]
    [InlineData("log_stream_id", "nonsense", "log_stream_id")]
    [InlineData("experiment_id", "c4e8a1d6-7b3f-4f52-9d0e-6a8b2c4d1e03", null)]
    [InlineData("limit", "many", "limit")]
    [InlineData("limit", "0", "limit")]
    [InlineData("starting_token", "-1", "starting_token")]
    [InlineData("filters", "{}", "filters")]
    [InlineData("filters", "nonsense", "filters")]
    [InlineData("filters", """[1]""", "filters")]
    [InlineData("filters", """[{"column_id":"name","operator":"eq","value":"x"}]""", "filters")]
    [InlineData("filters", """[{"type":"text","column_id":"name","operator":"gt","value":"x"}]""", "filters")]
    [InlineData("filters", """[{"type":"text","column_id":"nothing","operator":"eq","value":"x"}]""", "filters")]
    [InlineData("filters", """[{"type":"number","column_id":"num_spans","operator":"between","value":1}]""", "filters")]
    [InlineData("filters", """[{"type":"number","column_id":"num_spans","operator":"eq","value":"1"}]""", "filters")]
    [InlineData("filters", """[{"type":"date","column_id":"created_at","operator":"gt","value":"soon"}]""", "filters")]
    [InlineData("sort", "[]", "sort")]
    [InlineData("sort", """{"ascending":true}""", "sort")]
    [InlineData("sort", """{"column_id":"nothing"}""", "sort")]
    [InlineData("sort", """{"column_id":"name","ascending":"yes"}""", "sort")]
    [InlineData("sort", """{"column_id":"name","sort_type":"row"}""", "sort")]
    public async Task Rejects_invalid_fields(string field, string value, string? place)
    {
        (string, string)[] fields = field == "log_stream_id" ? [(field, value)] : [LogStream, (field, value)];
        using MultipartFormDataContent form = RunningSandbox.Form(Scorer, fields);
        (int status, JsonNode? body) = await _sandbox.SendAsync(HttpMethod.Post, LogRecords, form);
        Assert.Equal(422, status);
        JsonNode error = body!["detail"]![0]!;
        Assert.Equal("body", (string)error["loc"]![0]!);
        if (place is not null)
            Assert.Equal(place, (string)error["loc"]![1]!);
        Assert.NotEmpty((string)error["msg"]!);
        Assert.NotEmpty((string)error["type"]!);
    }

    [Fact]
    public async Task Requires_an_existing_source()
    {
        using MultipartFormDataContent none = RunningSandbox.Form(Scorer);
        Assert.Equal(422, (await _sandbox.SendAsync(HttpMethod.Post, LogRecords, none)).Status);
        using MultipartFormDataContent unknown = RunningSandbox.Form(Scorer, ("log_stream_id", Guid.NewGuid().ToString()));
        Assert.Equal(404, (await _sandbox.SendAsync(HttpMethod.Post, LogRecords, unknown)).Status);
    }
}
