using System.Text.Json;
using GalileoEval.Errors;
using GalileoEval.Galileo;
using GalileoEval.Transport;

namespace GalileoEval.Tests.Galileo;

public class GetLogRecordValidationTests
{
    private const string ProjectId = "6f1d2c3b-4a59-4e68-9c7d-8b2a1f0e9d01";
    private const string ExperimentId = "c4e8a1d6-7b3f-4f52-9d0e-6a8b2c4d1e03";
    private const string Key = "registered_scorer_validation";

    [Fact]
    public async Task Without_records_the_state_is_Pending()
    {
        LogRecordValidation validation = await GetAsync();

        Assert.Equal(EvalState.Pending, validation.State);
        Assert.Null(validation.Status);
        Assert.Equal(0, validation.RecordCount);
        Assert.Null(validation.AverageScore);
        Assert.Empty(validation.Scores);
    }

    [Theory]
    [InlineData("success", EvalState.Succeeded, 1, 0, 0, 0)]
    [InlineData("roll_up", EvalState.Succeeded, 1, 0, 0, 0)]
    [InlineData("not_applicable", EvalState.Succeeded, 0, 0, 1, 0)]
    [InlineData("error", EvalState.Failed, 0, 1, 0, 0)]
    [InlineData("failed", EvalState.Failed, 0, 1, 0, 0)]
    [InlineData("pending", EvalState.Running, 0, 0, 0, 1)]
    [InlineData("computing", EvalState.Running, 0, 0, 0, 1)]
    [InlineData("not_computed", EvalState.Running, 0, 0, 0, 1)]
    [InlineData("brand_new", EvalState.Running, 0, 0, 0, 1)]
    public async Task Each_metric_status_is_counted(
        string status, EvalState state, int scored, int failed, int notApplicable, int pending)
    {
        LogRecordValidation validation = await GetAsync(Record("1", Metric(Key, status)));

        Assert.Equal(status, validation.Status);
        Assert.Equal(state, validation.State);
        Assert.Equal(state is not EvalState.Running, validation.IsFinal);
        Assert.Equal(
            (1, scored, failed, notApplicable, pending),
            (validation.RecordCount, validation.ScoredCount, validation.FailedCount, validation.NotApplicableCount,
                validation.PendingCount));
    }

    [Fact]
    public async Task A_pending_score_has_precedence_over_a_failed_one_and_a_failed_one_over_a_successful_one()
    {
        string good = Record("1", Metric(Key, "success", "\"value\":1"));
        string bad = Record("2", Metric(Key, "error"));
        string open = Record("3", Metric(Key, "pending"));

        LogRecordValidation running = await GetAsync(good, bad, open);
        Assert.Equal(EvalState.Running, running.State);
        Assert.Equal("error,pending,success", running.Status);
        Assert.Equal(EvalState.Failed, (await GetAsync(good, bad)).State);
        Assert.Equal(EvalState.Succeeded, (await GetAsync(good)).State);
    }

    [Fact]
    public async Task Records_without_any_score_are_running()
    {
        LogRecordValidation validation = await GetAsync(
            Record("1", ""), """{"id":"2","type":"trace","metric_info":null}""", """{"id":"3"}""", """{"metric_info":[7]}""", "{}", "null");

        Assert.Equal(EvalState.Running, validation.State);
        Assert.Equal(5, validation.RecordCount);
        Assert.Null(validation.Status);
    }

    [Fact]
    public async Task Records_that_the_scorer_does_not_apply_to_do_not_delay_the_end()
    {
        LogRecordValidation validation = await GetAsync(
            Record("1", ""), Record("2", Metric(Key, "success", "\"value\":0.5")), Record("3", Metric("duration_ns", "pending")));

        Assert.Equal(EvalState.Succeeded, validation.State);
        Assert.Equal(3, validation.RecordCount);
        Assert.Equal(1, validation.ScoredCount);
    }

    [Fact]
    public async Task The_metric_of_the_validation_is_used_whichever_record_has_it_first()
    {
        string code = Metric("my_code", "success", "\"value\":9,\"scorer_type\":\"Code\"");
        string untold = Metric("other", "pending");
        string own = Metric("8e1f", "success", $"\"value\":1,\"metric_key_alias\":\"{Key}\"");

        LogRecordValidation validation = await GetAsync(
            Record("1", $"{code},{untold}"), Record("2", $"{untold},{own},{code}"), Record("3", code));

        LogRecordScore score = Assert.Single(validation.Scores);
        Assert.Equal("2", score.RecordId);
        Assert.Equal(Key, score.Metric);
        Assert.Equal(EvalState.Succeeded, validation.State);
        Assert.Equal(3, validation.RecordCount);
    }

    [Fact]
    public async Task Without_a_validation_metric_every_code_metric_is_used()
    {
        LogRecordValidation validation = await GetAsync(
            Record("1", string.Join(
                ",",
                Metric("other", "pending"),
                Metric("a", "success", "\"value\":1,\"scorer_type\":\"Code\""),
                Metric("b", "success", "\"value\":2,\"scorer_type\":\"registered_code\",\"metric_key_alias\":\"bee\""),
                Metric("luna", "pending", "\"scorer_type\":\"Luna\""))));

        Assert.Equal(["a", "bee"], validation.Scores.Select(score => score.Metric));
        Assert.Equal(EvalState.Succeeded, validation.State);
    }

    [Fact]
    public async Task Without_a_code_metric_all_metrics_of_unknown_kind_are_used_except_built_in_measures()
    {
        LogRecordValidation validation = await GetAsync(
            Record("1", string.Join(
                ",",
                Metric("mine", "success", "\"value\":1,\"scorer_type\":null"),
                Metric("luna", "pending", "\"scorer_type\":\"Plus\""),
                Metric("duration_ns", "success", "\"value\":4000"),
                "\"odd\":7,\"none\":null")));

        Assert.Equal("mine", Assert.Single(validation.Scores).Metric);
        Assert.Equal(1, validation.AverageScore);
    }

    [Fact]
    public async Task A_row_contains_the_data_of_record_and_score()
    {
        LogRecordValidation validation = await GetAsync($$$"""
            {"id":"r1","type":"llm","trace_id":"t1","name":"answer","project_id":"ignored","new":{"a":1},
            "input":[{"role":"user","content":"Hi"}],"output":"Hello",
            "metric_info":{"{{{Key}}}":{"status_type":"success","value":0.25,"explanation":"short","metadata":{"words":1,"ratio":0.5}
            } } }
            """);

        LogRecordScore score = Assert.Single(validation.Scores);
        Assert.Equal(
            (ProjectId, ExperimentId, "r1", "llm", "t1", "answer", Key, "success"),
            (score.ProjectId, score.MetricsExperimentId, score.RecordId, score.RecordType, score.TraceId, score.Name, score.Metric,
                score.Status));
        Assert.Equal(0.25, score.Score);
        Assert.Equal("short", score.Explanation);
        Assert.Null(score.Error);
        Assert.Equal("""[{"role":"user","content":"Hi"}]""", score.Input);
        Assert.Equal("Hello", score.Output);
        Assert.Equal("""{"words":1,"ratio":0.5}""", score.Metadata!.ToString());
        Assert.Equal(1L, score.Metadata["words"]);
        Assert.Equal("llm=0.25", validation.Scores.ToString());
    }

    [Fact]
    public async Task A_failed_row_quotes_the_services_error()
    {
        LogRecordValidation validation = await GetAsync(
            Record("1", Metric(Key, "failed", """
                "message":"Metric failed to compute.","standard_error":{"message":"Division by zero","retriable":true,
                "documentation_link":"https://example.org/e"}
                """)),
            Record("2", Metric(Key, "error", "\"message\":\"It broke.\",\"standard_error\":null")),
            Record("3", Metric(Key, "not_applicable", "\"message\":\"Not a trace.\"")));

        Assert.Equal(["Division by zero", "It broke.", null], validation.Scores.Select(score => score.Error));
        Assert.Equal([null, null, "Not a trace."], validation.Scores.Select(score => score.Explanation));
        Assert.Equal([true, null, null], validation.Scores.Select(score => score.Retriable));
        Assert.Equal("https://example.org/e", validation.Scores[0].DocumentationLink);
        Assert.Equal("llm=failed", validation.Scores[0].ToString());
    }

    [Theory]
    [InlineData("""{"k":"v"}""", """{"k":"v"}""")]
    [InlineData("""  "{\"k\":\"v\"}"  """, """{"k":"v"}""")]
    [InlineData("\"no JSON\"", null)]
    [InlineData("\"[1]\"", null)]
    [InlineData("[1]", null)]
    [InlineData("null", null)]
    public async Task Metadata_can_be_an_object_or_a_string_with_one(string sent, string? expected)
    {
        LogRecordValidation validation =
            await GetAsync(Record("1", Metric(Key, "success", $"\"value\":1,\"metadata\":{sent}")));

        Assert.Equal(expected, validation.Scores[0].Metadata?.ToString());
    }

    [Fact]
    public async Task The_average_is_of_numbers_and_flags()
    {
        LogRecordValidation validation = await GetAsync(
            Record("1", Metric(Key, "success", "\"value\":1")),
            Record("2", Metric(Key, "success", "\"value\":0.5")),
            Record("3", Metric(Key, "success", "\"value\":true")),
            Record("4", Metric(Key, "success", "\"value\":false")),
            Record("5", Metric(Key, "success", "\"value\":\"good\"")),
            Record("6", Metric(Key, "success", "\"value\":null")),
            Record("7", Metric(Key, "success", "\"value\":1e999")),
            Record("8", Metric(Key, "success", "\"value\":[1,2]")),
            Record("9", Metric(Key, "roll_up", "\"value\":100")));

        Assert.Equal(0.625, validation.AverageScore);
        Assert.Equal(9, validation.ScoredCount);
    }

    [Fact]
    public async Task The_average_uses_roll_ups_if_there_are_no_other_scores()
    {
        LogRecordValidation validation = await GetAsync(
            Record("1", Metric(Key, "roll_up", "\"value\":1")), Record("2", Metric(Key, "roll_up", "\"value\":2")));

        Assert.Equal(1.5, validation.AverageScore);
    }

    [Fact]
    public async Task Every_page_is_read_by_its_token()
    {
        using RecordingTransport transport = new RecordingTransport()
            .Returns(Page("2", Record("1", Metric(Key, "success", "\"value\":1")), Record("2", Metric(Key, "success", "\"value\":2"))))
            .Returns(Page("7"))
            .Returns(Page("null", Record("2", Metric(Key, "success", "\"value\":2")), Record("3", Metric(Key, "success", "\"value\":6"))));

        LogRecordValidation validation = await new GalileoClient(transport).GetLogRecordValidationAsync(
            ProjectId.ToUpperInvariant(), ExperimentId.ToUpperInvariant(), default);

        Assert.Equal(["1", "2", "3"], validation.Scores.Select(score => score.RecordId));
        Assert.Equal(3, validation.RecordCount);
        Assert.Equal(3, validation.AverageScore);
        Assert.Equal([0, 2, 7], transport.Requests.Select(request => Question(request).GetProperty("starting_token").GetInt32()));
        Assert.All(transport.Requests, request =>
        {
            Assert.Equal($"v2/projects/{ProjectId}/traces/search", request.Path);
            Assert.Equal(HttpMethod.Post, request.Request.Method);
            Assert.Equal(EvalRetry.Read, request.Request.Retry);
            Assert.Equal("search traces", request.Request.Operation);
            Assert.Equal("application/json; charset=utf-8", request.ContentType);
            Assert.Equal(ExperimentId, Question(request).GetProperty("experiment_id").GetString());
            Assert.Equal(100, Question(request).GetProperty("limit").GetInt32());
            Assert.True(Question(request).GetProperty("include_code_metric_metadata").GetBoolean());
            Assert.Equal(4, Question(request).EnumerateObject().Count());
        });
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    public async Task A_token_that_does_not_advance_is_an_error(string token)
    {
        using RecordingTransport transport = new RecordingTransport().Returns(Page(token, Record("1", "")));

        await AssertInvalidAsync(transport);

        Assert.Single(transport.Requests);
    }

    [Fact]
    public async Task Pages_that_only_repeat_known_records_end_the_list()
    {
        RecordingTransport transport = new();
        for (int page = 1; page <= 20; page++)
            transport.Returns($$"""{"records":[{"id":"r"}],"next_starting_token":{{page * 100}} }""");

        EvalException error = await Assert.ThrowsAsync<EvalException>(() => new GalileoClient(transport).GetLogRecordValidationAsync(
            "3f2504e0-4f89-41d3-9a0c-0305e82c3301", "6f1d2c3b-4a59-4e68-9c7d-8b2a1f0e9d01", default));

        Assert.Equal(EvalErrorCondition.InvalidResponse, error.Condition);
        Assert.Equal(3, transport.Requests.Count);
    }

    [Theory]
    [InlineData("""{"error":"no"}""")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("""{"records":"x"}""")]
    [InlineData("""{"records":[7]}""")]
    [InlineData("""{"records":[],"next_starting_token":"x"}""")]
    [InlineData("""{"records":[],"next_starting_token":99999999999999999999}""")]
    [InlineData("""{"records":[{"metric_info":{"\ud800":{}}}]}""")]
    public async Task A_response_with_another_structure_is_an_error(string body)
    {
        using RecordingTransport transport = new RecordingTransport().Returns(body);

        await AssertInvalidAsync(transport);
    }

    [Fact]
    public async Task Fields_of_the_wrong_kind_are_ignored()
    {
        LogRecordValidation validation = await GetAsync($$$"""
            {"id":1,"type":[],"trace_id":{},"name":7,"input":8,"output":null,
            "metric_info":{"{{{Key}}}":{"status_type":5,"value":{"a":1},"explanation":[],"standard_error":"x","message":{}
            } } }
            """);

        LogRecordScore score = Assert.Single(validation.Scores);
        Assert.Null(score.RecordId);
        Assert.Null(score.Status);
        Assert.Equal("8", score.Input);
        Assert.Equal("""{"a":1}""", score.Score!.ToString());
        Assert.Equal(EvalState.Running, validation.State);
        Assert.Null(validation.Status);
    }

    [Fact]
    public async Task Truncated_metadata_does_not_fail()
    {
        LogRecordValidation validation = await GetAsync(
            """{"id":"1","metric_info":{"registered_scorer_validation":{"status_type":"success","value":1,"metadata":{"a":"\ud800","b":2}}}}""");

        LogRecordScore score = Assert.Single(validation.Scores);
        Assert.Equal(1L, score.Score);
        Assert.Equal("\"\\ud800\"", score.Metadata!["a"]);
        Assert.Equal(2L, score.Metadata["b"]);
    }

    [Fact]
    public async Task A_text_with_an_unpaired_surrogate_does_not_fail()
    {
        LogRecordValidation validation = await GetAsync(
            """{"id":"1","input":"a\ud83d","metric_info":{"registered_scorer_validation":{"status_type":"success","value":"\ud83d"}}}""");

        Assert.Equal("""
            "a\ud83d"
            """, validation.Scores[0].Input);
        Assert.Equal(EvalState.Succeeded, validation.State);
    }

    [Fact]
    public async Task A_poll_keeps_the_values_that_only_the_start_returned()
    {
        using RecordingTransport transport = new RecordingTransport().Returns(Page("null"));
        LogRecordValidation started = new()
        {
            ProjectId = ProjectId,
            MetricsExperimentId = ExperimentId,
            Path = "/scorers/a.py",
            LogStreamId = "l",
            ExperimentId = "e",
            DatasetId = "d",
        };

        LogRecordValidation validation = await new GalileoClient(transport).GetLogRecordValidationAsync(started, default);

        Assert.Equal(
            (ProjectId, ExperimentId, "/scorers/a.py", "l", "e", "d"),
            (validation.ProjectId, validation.MetricsExperimentId, validation.Path, validation.LogStreamId, validation.ExperimentId,
                validation.DatasetId));
    }

    [Theory]
    [InlineData(null, ExperimentId)]
    [InlineData("support-bot", ExperimentId)]
    [InlineData(ProjectId, "x/../y")]
    public async Task An_ID_that_is_not_a_UUID_is_rejected_before_anything_is_sent(string? projectId, string experimentId)
    {
        using RecordingTransport transport = new();

        EvalException error = await Assert.ThrowsAsync<EvalException>(
            () => new GalileoClient(transport).GetLogRecordValidationAsync(projectId!, experimentId, default));

        Assert.Equal(EvalErrorCondition.InvalidArgument, error.Condition);
        Assert.Empty(transport.Requests);
    }

    [Fact]
    public async Task Scores_that_are_not_computed_can_be_treated_as_final()
    {
        LogRecordValidation look = await GetAsync(
            Record("1", Metric(Key, "success", "\"value\":1")), Record("2", Metric(Key, "not_computed")));
        Assert.True(look.WaitsForNotComputedOnly);

        LogRecordValidation settled = look.WithNotComputedAsFinal();

        Assert.Equal(EvalState.Succeeded, settled.State);
        Assert.Equal((2, 1, 1, 0), (settled.RecordCount, settled.ScoredCount, settled.NotApplicableCount, settled.PendingCount));
        Assert.Equal("not_computed,success", settled.Status);
        Assert.Equal(ExperimentId, settled.MetricsExperimentId);
    }

    [Fact]
    public async Task Scores_that_are_being_computed_are_not_final()
    {
        LogRecordValidation look =
            await GetAsync(Record("1", Metric(Key, "computing")), Record("2", Metric(Key, "not_computed")));

        Assert.False(look.WaitsForNotComputedOnly);
        Assert.Equal(EvalState.Running, look.WithNotComputedAsFinal().State);
        Assert.False((await GetAsync(Record("1", Metric(Key, "success")))).WaitsForNotComputedOnly);
    }

    [Fact]
    public void A_reference_has_the_state_Unknown()
    {
        LogRecordValidation reference = new() { ProjectId = ProjectId, MetricsExperimentId = ExperimentId };

        Assert.Equal(EvalService.Galileo, reference.Service);
        Assert.Equal(EvalState.Unknown, reference.State);
        Assert.False(reference.IsFinal);
        Assert.Contains(ExperimentId, reference.Describe(), StringComparison.Ordinal);
    }

    private static async Task<LogRecordValidation> GetAsync(params string[] records)
    {
        using RecordingTransport transport = new RecordingTransport().Returns(Page("null", records));
        return await new GalileoClient(transport).GetLogRecordValidationAsync(ProjectId, ExperimentId, default);
    }

    private static async Task AssertInvalidAsync(RecordingTransport transport)
    {
        EvalException error = await Assert.ThrowsAsync<EvalException>(
            () => new GalileoClient(transport).GetLogRecordValidationAsync(ProjectId, ExperimentId, default));

        Assert.Equal(EvalErrorCondition.InvalidResponse, error.Condition);
        Assert.Equal("search traces", error.Operation);
    }

    private static JsonElement Question(RecordedRequest request)
    {
        using JsonDocument document = JsonDocument.Parse(request.Body);
        return document.RootElement.Clone();
    }

    private static string Page(string nextToken, params string[] records) => $$"""
        {"num_records":{{records.Length}},"paginated":true,"next_starting_token":{{nextToken}},"records":[{{string.Join(",", records)}}]}
        """;

    private static string Record(string id, string metrics) =>
        $"{{\"id\":\"{id}\",\"type\":\"llm\",\"metric_info\":{{{metrics}}}}}";

    private static string Metric(string key, string status, string? rest = null) =>
        $"\"{key}\":{{\"status_type\":\"{status}\"{(rest is null ? "" : "," + rest)}}}";
}
