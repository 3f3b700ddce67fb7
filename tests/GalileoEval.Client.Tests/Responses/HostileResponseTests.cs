using System.Globalization;
using System.Text;
using GalileoEval.Errors;
using GalileoEval.Galileo;
using GalileoEval.Kolena;
using GalileoEval.Scale;
using GalileoEval.Tests.Scale;

namespace GalileoEval.Tests.Responses;

/// <summary>Responses that are hard to read, one by one.</summary>
public sealed class HostileResponseTests
{
    private const int Many = 10_000;

    [Theory]
    [InlineData("get task", """{"task_id":"task_full","metadata":@}""")]
    [InlineData("get task", """{"task_id":"task_full","later":@}""")]
    [InlineData("get task", """{"task_id":"task_full","threads":@}""")]
    [InlineData("get validation of code scorer", """{"status":"completed","result":@}""")]
    [InlineData("get validation of code scorer", """{"status":"completed","later":@}""")]
    [InlineData("get run", """{"run_id":9,"status":"success","data":@}""")]
    [InlineData("get agent", """{"id":7,"metadata":@}""")]
    [InlineData("list projects of Galileo", """{"projects":[],"later":@}""")]
    public async Task A_response_can_be_64_levels_deep_and_no_deeper(string reader, string response)
    {
        // The object itself is one of them.
        await AssertInvalid(reader, response.Replace("@", Nested(64), StringComparison.Ordinal));
        if (!response.Contains("threads", StringComparison.Ordinal))
            Assert.NotNull(Read(reader, response.Replace("@", Nested(63), StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Raw_JSON_keeps_its_depth()
    {
        string deep = Nested(58);
        ScaleTask task = (ScaleTask)Read("get task", $$"""{"task_id":"task_full","later":{{deep}},"metadata":{"x":{{deep}}}, "threads":[]}""")!;
        Assert.Equal($$"""{"later":{{deep}}}""", task.AdditionalJson);
        Assert.Equal($$"""{"x":{{deep}}}""", task.Metadata!.ToString());

        ScaleAnnotation annotation = await ScaleReading.AnnotationAsync($$"""{"key":"k","type":"later","value":{{Nested(58)}}}""");
        Assert.Contains(deep, annotation.RawJson, StringComparison.Ordinal);
        await Assert.ThrowsAsync<EvalException>(() => ScaleReading.AnnotationAsync($$"""{"key":"k","type":"later","value":{{Nested(60)}}}"""));
    }

    [Fact]
    public void A_result_in_a_string_that_is_too_deep_is_a_message()
    {
        string deep = $$"""{"result":{{Nested(70)}}}""";
        CodeScorerValidation validation = (CodeScorerValidation)Read(
            "get validation of code scorer", $$"""{"status":"failed","result":"{{deep.Replace("\"", "\\\"", StringComparison.Ordinal)}}"}""")!;

        Assert.Equal(deep, validation.ErrorMessage);
    }

    [Fact]
    public void Ten_thousand_annotations_are_read()
    {
        string annotations = Join(Many, at => $$"""{"id":"a{{at}}","key":"k","type":"integer","value":{{at}}}""");

        ScaleTask task = (ScaleTask)Read("get task with annotations", ScaleSamples.WithAnnotations(annotations))!;

        Assert.Equal(Many, Assert.Single(task.Threads).Annotations.Count);
        Assert.Equal(Many, ScaleAnnotationRow.AllOf(task).Count());
        Assert.Equal((long)Many - 1, task.Threads[0].Annotations[^1].Value);
    }

    [Fact]
    public void Ten_thousand_results_keep_their_order()
    {
        string data = Join(Many, at => $$"""
            "r{{at}}":{"value":{{at}}}
            """);
        KolenaAgentRun run = (KolenaAgentRun)Read(
            "get run", $$"""{"run_id":9,"status":"success","order":["r{{Many - 1}}","none","r1","r1"],"data":{ {{data}} } }""")!;

        Assert.Equal(Many, run.Results.Count);
        Assert.Equal(["r9999", "r1", "r0", "r2"], run.Results.Take(4).Select(result => result.Name));
        Assert.Equal(9999L, run.Results[0].Value);
    }

    [Fact]
    public async Task Maps_in_maps_are_not_copied_at_every_level()
    {
        string json = string.Concat(Enumerable.Repeat("{\"x\":", 60)) + $"\"{new string('y', 1_000_000)}\"" + new string('}', 60);
        byte[] body = Encoding.UTF8.GetBytes($$"""{"task_id":"task_full","metadata":{{json}}}""");
        Reader reader = Readers.Named("get task");
        using BytesTransport transport = new([body]);
        long before = GC.GetAllocatedBytesForCurrentThread();

        ScaleTask task = (ScaleTask)(await reader.Call(transport))!;

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20L * body.Length);
        Assert.Equal(json, task.Metadata!.ToString());
    }

    [Theory]
    [InlineData("0001-01-01T00:00:00+14:00")]
    [InlineData("9999-12-31T23:59:59-14:00")]
    [InlineData("10000-01-01T00:00:00Z")]
    [InlineData("2025-02-30T00:00:00Z")]
    [InlineData("2025-01-01T25:00:00Z")]
    [InlineData("2025-01-01T00:00:00+99:00")]
    [InlineData("-1")]
    [InlineData("")]
    public void A_date_out_of_range_is_null(string date)
    {
        Assert.Null(((KolenaAgent)Read("get agent", $$"""{"id":7,"created":"{{date}}"}""")!).CreatedAt);
        Assert.Null(((CodeScorerValidation)Read("get validation of code scorer", $$"""{"status":"x","created_at":"{{date}}"}""")!).CreatedAt);
        Assert.Null(((ScaleTask)Read("get task", $$"""{"task_id":"task_full","created_at":"{{date}}"}""")!).CreatedAt);
    }

    [Theory]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59.9999999Z")]
    public void The_first_and_the_last_date_are_read(string date)
    {
        DateTime expected = DateTime.Parse(date, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);

        Assert.Equal(expected, ((KolenaAgent)Read("get agent", $$"""{"id":7,"created":"{{date}}"}""")!).CreatedAt);
        Assert.Equal(expected, ((ScaleTask)Read("get task", $$"""{"task_id":"task_full","created_at":"{{date}}"}""")!).CreatedAt);
    }

    [Theory]
    [InlineData("9223372036854775808")]
    [InlineData("-9223372036854775809")]
    [InlineData("1e999")]
    [InlineData("1.5")]
    [InlineData("\"7\"")]
    [InlineData("null")]
    public async Task An_ID_that_is_not_an_integer_is_an_InvalidResponse_error(string number)
    {
        await AssertInvalid("get agent", $$"""{"id":{{number}}}""");
        await AssertInvalid("start validation of ground truth", $$"""{"validation_id":{{number}}}""");
        await AssertInvalid("get ground truth", $$"""{"version":{{number}}}""");
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("2147483648")]
    [InlineData("1e999")]
    [InlineData("null")]
    public Task An_invalid_number_of_pages_is_an_InvalidResponse_error(string number) =>
        AssertInvalid("list agents", $$"""{"agents":[],"total_pages":{{number}}}""");

    [Theory]
    [InlineData("1e999", double.PositiveInfinity)]
    [InlineData("-1e999", double.NegativeInfinity)]
    [InlineData("1e-999", 0.0)]
    [InlineData("9223372036854775808", 9223372036854775808.0)]
    [InlineData("10000000000000000000000000000000000000000", 1e40)]
    public void A_score_out_of_range_is_the_nearest_number(string number, double expected)
    {
        CodeScorerValidation validation = (CodeScorerValidation)Read(
            "get validation of code scorer",
            $$$"""{"status":"completed","result":{"result_type":"valid","test_scores":[{"node_type":"llm","score":{{{number}}}}]}}""")!;

        Assert.Equal(expected, Assert.Single(validation.TestScores).Score);
        Assert.Equal(
            double.IsInfinity(expected) ? null : expected,
            ((KolenaValidation)Read("get validation of ground truth", $$$"""{"id":3,"status":"success","results":{"score":{{{number}}}}}""")!).Score);
    }

    [Fact]
    public void Infinite_scores_have_no_average()
    {
        string records = string.Join(',', new[] { "1e999", "0.5" }.Select((score, at) =>
            $$$"""{"id":"{{{at}}}","metric_info":{"registered_scorer_validation":{"status_type":"success","value":{{{score}}} } } }"""));

        LogRecordValidation validation = (LogRecordValidation)Read("get validation on log records", $$"""{"records":[{{records}}]}""")!;

        Assert.Equal(2, validation.ScoredCount);
        Assert.Equal(0.5, validation.AverageScore);
    }

    [Fact]
    public void The_last_of_duplicate_members_is_used()
    {
        ScaleTask task = (ScaleTask)Read(
            "get task", """{"task_id":"a","later":1,"task_id":"task_full","metadata":{"x":1,"x":2},"later":2,"status":"pending","status":"completed"}""")!;
        Assert.Equal(("task_full", "completed", 2L), (task.TaskId, task.Status, task.Metadata!["x"]));
        Assert.Equal("""{"later":2}""", task.AdditionalJson);

        KolenaAgentRun run = (KolenaAgentRun)Read("get run", """{"run_id":9,"status":"success","data":{"x":{"value":1},"x":{"value":2}}}""")!;
        Assert.Equal(2L, Assert.Single(run.Results).Value);

        Assert.Equal("b", ((IEnumerable<GalileoProject>)Read(
            "list projects of Galileo", """{"projects":[{"id":"a","id":"b"}],"projects":[{"id":"a","id":"b"}]}""")!).Single().ProjectId);
    }

    [Theory]
    [InlineData("get validation of code scorer", """{"status":"completed","result":{"\ud800result":{}}}""")]
    [InlineData("get validation of ground truth", """{"id":3,"status":"success","results":{"\ud800\ud800":1}}""")]
    [InlineData("get run", """{"run_id":9,"status":"success","data":{"\ud800":{}}}""")]
    [InlineData("get agent", """{"id":7,"metadata":{"\ud800":1}}""")]
    [InlineData("list versions of ground truth", """{"versions":[{"version":1,"\ud800":1,"runs":[{"\ud800\ud800\ud800":1}]}],"total_pages":1}""")]
    [InlineData("read scores", """{"records":[{"id":"r","metric_info":{"\ud800":{"value":1}}}]}""")]
    [InlineData("read scores of a metric", """{"records":[{"id":"r","metric_info":{"\ud800":{"value":1}}}]}""")]
    [InlineData("list projects of Galileo", """{"projects":[],"\ud800":1}""")]
    [InlineData("get task", """{"task_id":"task_full","\ud800":1}""")]
    [InlineData("get task", """{"task_id":"task_full","metadata":{"\ud800":1}}""")]
    [InlineData("publish a known scorer", """{"scorers":[{"id":"{0}","name":"name","\ud800\ud800\ud800":1}]}""")]
    public Task An_unpaired_surrogate_in_a_name_is_an_InvalidResponse_error(string reader, string response) => AssertInvalid(reader, response);

    [Fact]
    public void An_unpaired_surrogate_in_a_text_is_kept_escaped()
    {
        Assert.Equal("\"\\ud83d\"", ((KolenaAgent)Read("get agent", """{"id":7,"name":"\ud83d"}""")!).Name);
        Assert.Equal("\"x\\udc00\"", ((CodeScorerValidation)Read(
            "get validation of code scorer", """{"status":"failed","result":{"error_message":"x\udc00"}}""")!).ErrorMessage);
    }

    [Fact]
    public async Task A_task_can_contain_unpaired_surrogates()
    {
        const string Half = "\"\\ud83d\"";
        ScaleTask task = (ScaleTask)Read("get task", """
            {"task_id":"task_full","status":"\ud83d","project":"\ud83d","metadata":{"x":"\ud83d"},"threads":[{"turns":[{"messages":[
            {"role":"user","content":{"text":"\ud83d","chunks":[{"text":"\ud83d"}]} }]}]}]}
            """)!;
        ScaleMessage message = task.Threads[0].Turns[0].Messages[0];
        Assert.Equal((Half, Half, Half), (task.Status, task.ProjectId, task.Metadata!["x"]));
        Assert.Equal((Half, Half), (message.Content!.Text, message.Content.Chunks[0].Text));

        ScaleAnnotation annotation = await ScaleReading.AnnotationAsync(
            """{"key":"k","type":"category_multiple","title":"\ud83d","labels":["\ud83d"],"possible_values":["\ud83d"],"value":["\ud83d"]}""");
        Assert.Equal((Half, Half, Half), (annotation.Title, annotation.ValueText, annotation.Labels.ToString()));
        Assert.Equal(Half, annotation.PossibleValues[0]);
    }

    [Theory]
    [InlineData("get validation of code scorer", """{"status":"@"}""")]
    [InlineData("start validation of code scorer", """{"task_id":"@"}""")]
    [InlineData("start validation on log records", """{"metrics_experiment_id":"@"}""")]
    [InlineData("get validation of ground truth", """{"id":3,"status":"@"}""")]
    [InlineData("get run", """{"run_id":9,"status":"@"}""")]
    [InlineData("read scores", """{"records":[{"id":"r","metric_info":{"@":{"value":1}}}]}""")]
    [InlineData("publish a known scorer", """{"scorers":[{"id":"@"}]}""")]
    [InlineData("get task", """{"task_id":"@"}""")]
    [InlineData("get task", """{"task_id":"task_full","metadata":{"x":"@"}}""")]
    public async Task Invalid_UTF8_is_an_InvalidResponse_error(string reader, string response)
    {
        byte[] body = Encoding.UTF8.GetBytes(response);
        body[Array.IndexOf(body, (byte)'@')] = 0xe9;

        EvalException error = await Assert.ThrowsAsync<EvalException>(() => Readers.Named(reader).CallAsync([body]));

        Assert.Equal(EvalErrorCondition.InvalidResponse, error.Condition);
    }

    [Fact]
    public void A_null_item_of_a_list_is_skipped()
    {
        Assert.Equal("t2; t3", ((ScaleTaskPage)Read("list tasks", """{"tasks":[null,{"task_id":"t2"},null,{"task_id":"t3"}]}""")!).Tasks.ToString());
        Assert.Equal("t", ((ScaleDeliveryPage)Read("list tasks of a delivery", """{"tasks":[null,{"task_id":"t"}]}""")!).Tasks.ToString());
        Assert.Equal("b", ((ScaleBatchPage)Read("list batches", """{"batches":[null,{"id":"b"}]}""")!).Batches.ToString());
        Assert.Equal("p", Read("list projects of Scale", """{"projects":[null,{"id":"p"}]}""")!.ToString());
        Assert.Equal("d", Read("list deliveries", """{"deliveries":[{"id":"d"},null]}""")!.ToString());
        Assert.Equal(["P"], (IReadOnlyList<string>)Read("name projects", """{"projects":[null,{"id":"p","name":"P"}]}""")!);
        Assert.Equal("d1", Read("get delivery", """{"deliveries":[null,{"id":"d1"}]}""")!.ToString());
        Assert.NotNull(Read("poll tasks", """{"tasks":[null,{"task_id":"t1","batch":"b1"}]}"""));
    }

    [Fact]
    public async Task A_next_page_token_is_opaque()
    {
        Assert.NotNull(Read("name batches", """{"batches":[],"next_token":" \u0000\u001b\r\n/?#"}"""));
        Assert.NotNull(Read("name batches", $$"""{"batches":[],"next_token":"{{new string('\uffff', 6000)}}"}"""));

        EvalException error = await AssertInvalid("name batches", $$"""{"batches":[],"next_token":"{{new string('x', 6001)}}"}""");
        Assert.Equal("list batches", error.Operation);
        Assert.InRange(error.Message.Length, 1, 200);
    }

    [Theory]
    [InlineData("list projects of Galileo", """{"projects":[{"name":"n"}]}""", "a project has no ID.")]
    [InlineData("list log streams", """{"log_streams":[{"id":null}]}""", "a log stream has no ID.")]
    [InlineData("list experiments", """{"experiments":[{"id":" "}]}""", "an experiment has no ID.")]
    [InlineData("list scorers", """{"scorers":[{"id":7}]}""", "a scorer has no ID.")]
    [InlineData("list validations", """{"validations":[{"status":"running"}],"total_pages":1}""", "a validation has no ID.")]
    [InlineData("list runs", """{"runs":[{"status":"running"}],"total_pages":1}""", "a run has no run_id.")]
    [InlineData("publish a known scorer", """{"scorers":[{"id":"../x","name":"name"}]}""", "the ID of the scorer 'name' is not a UUID.")]
    public async Task An_item_without_an_ID_is_an_InvalidResponse_error(string reader, string response, string reason) =>
        Assert.EndsWith(": " + reason, (await AssertInvalid(reader, response)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_new_scorer_with_an_invalid_ID_is_an_InvalidResponse_error()
    {
        Reader reader = Readers.Named("publish a new scorer");

        EvalException error = await Assert.ThrowsAsync<EvalException>(
            () => reader.CallAsync([reader.Bodies[0], """{"id":"../../x"}"""u8.ToArray()]));

        Assert.Equal(EvalErrorCondition.InvalidResponse, error.Condition);
        Assert.Equal("create scorer", error.Operation);
    }

    [Fact]
    public async Task Names_in_a_response_cannot_add_lines_to_an_error()
    {
        EvalException ambiguous = await Assert.ThrowsAsync<EvalException>(() => Call(
            "find project", """{"projects":[{"id":"a\n","name":"Name"},{"id":"b\u001b[31m","name":"NAME"}]}"""));
        EvalException missing = await Assert.ThrowsAsync<EvalException>(() => Call(
            "find project", """{"projects":[{"id":"a","name":"x\u001b[31m"},{"id":"b","name":"y\r\n"}]}"""));
        EvalException conflict = await Assert.ThrowsAsync<EvalException>(() => Call(
            "publish a known scorer", """{"scorers":[{"id":"a\n","name":"name","scorer_type":"llm\n\u001b"}]}"""));

        Assert.Equal(EvalErrorCondition.InvalidArgument, ambiguous.Condition);
        Assert.Equal(EvalErrorCondition.NotFound, missing.Condition);
        Assert.Equal(EvalErrorCondition.Conflict, conflict.Condition);
        Assert.All([ambiguous, missing, conflict], error => Assert.DoesNotContain(error.Message, char.IsControl));
    }

    private static object? Read(string reader, string response) => Readers.Named(reader).Read(0, Encoding.UTF8.GetBytes(response));

    private static Task<object?> Call(string reader, string response) => Readers.Named(reader).CallAsync([Encoding.UTF8.GetBytes(response)]);

    private static async Task<EvalException> AssertInvalid(string reader, string response)
    {
        EvalException error = await Assert.ThrowsAsync<EvalException>(() => Call(reader, response));
        Assert.Equal(EvalErrorCondition.InvalidResponse, error.Condition);
        return error;
    }

    private static string Nested(int levels) => new string('[', levels) + new string(']', levels);

    private static string Join(int count, Func<int, string> item) => string.Join(',', Enumerable.Range(0, count).Select(item));
}
