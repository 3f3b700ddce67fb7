using System.Net;
using GalileoEval.Errors;
using GalileoEval.Galileo;

namespace GalileoEval.Tests.Galileo;

public class GetValidationTests
{
    private const string TaskId = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";

    private const string Valid = """
        {"result_type":"valid","score_type":"float","scoreable_node_types":["llm","chat"],"include_llm_credentials":true,
        "chain_aggregation":"average","test_scores":[{"node_type":"llm","score":0.5},{"node_type":"chat","score":null}],"new":1}
        """;

    private const string Invalid = """{"result_type":"invalid","error_message":"scorer_fn must accept kwargs"}""";

    private readonly RecordingObserver _observer = new();

    public static TheoryData<string> FormsOf(string inner) => new(
        $$"""{"result":{{inner}}}""",
        inner,
        Quote($$"""{"result":{{inner}}}"""),
        Quote(inner),
        Quote(" \n" + inner),
        $$"""{"result":{{Quote(inner)}}}""",
        Quote($$"""{"result":{{Quote(inner)}}}"""),
        Quote(Quote($$"""{"result":{{inner}}}""")));

    [Theory]
    [MemberData(nameof(FormsOf), Valid)]
    public async Task A_valid_result_is_read_in_every_format(string result)
    {
        CodeScorerValidation validation = await GetAsync(Body("completed", result));

        Assert.True(validation.IsValid);
        Assert.Equal(EvalState.Succeeded, validation.State);
        Assert.True(validation.IsFinal);
        Assert.Equal("float", validation.ScoreType);
        Assert.Equal("llm; chat", validation.ScoreableNodeTypes.ToString());
        Assert.True(validation.IncludeLlmCredentials);
        Assert.Equal("average", validation.ChainAggregation);
        Assert.Equal("llm=0.5; chat=", validation.TestScores.ToString());
        Assert.Null(validation.ErrorMessage);
        Assert.Equal(Valid.Trim(), validation.ResultJson);
        Assert.False(validation.HasOnlyNullScores);
        Assert.Empty(_observer.Warnings);
    }

    [Theory]
    [MemberData(nameof(FormsOf), Invalid)]
    public async Task An_invalid_result_is_read_in_every_format(string result)
    {
        CodeScorerValidation validation = await GetAsync(Body("completed", result));

        Assert.False(validation.IsValid);
        Assert.Equal("completed", validation.Status);
        Assert.Equal(EvalState.Failed, validation.State);
        Assert.Equal("scorer_fn must accept kwargs", validation.ErrorMessage);
        Assert.Equal(Invalid, validation.ResultJson);
    }

    [Theory]
    [InlineData("""{"score_type":"int","scoreable_node_types":[],"test_scores":[]}""", true)]
    [InlineData("""{"test_scores":[{"node_type":"llm","score":1}]}""", true)]
    [InlineData("""{"error_message":"no"}""", false)]
    [InlineData("""{"result_type":"VALID"}""", true)]
    [InlineData("""{"result_type":"valid","error_message":"ignored"}""", true)]
    [InlineData("""{"result_type":"odd","error_message":"no"}""", false)]
    [InlineData("""{"result_type":7,"score_type":"int","error_message":null}""", true)]
    [InlineData("""{"something":"else"}""", null)]
    [InlineData("""{}""", null)]
    public async Task Validity_is_determined_by_the_result_type_or_the_error_message(string inner, bool? expected) =>
        Assert.Equal(expected, (await GetAsync(Body("completed", $$"""{"result":{{inner}}}"""))).IsValid);

    [Theory]
    [InlineData("pending", EvalState.Pending)]
    [InlineData("started", EvalState.Running)]
    [InlineData("completed", EvalState.Failed)]
    [InlineData("failed", EvalState.Failed)]
    [InlineData("paused", EvalState.Unknown)]
    public async Task Each_status_has_its_state_without_a_result(string status, EvalState expected)
    {
        foreach (string body in new[] { Body(status, "null"), $$"""{"id":"{{TaskId}}","status":"{{status}}"}""" })
        {
            CodeScorerValidation validation = await GetAsync(body);
            Assert.Equal(status, validation.Status);
            Assert.Equal(expected, validation.State);
            Assert.Equal(expected == EvalState.Failed, validation.IsFinal);
            Assert.Null(validation.IsValid);
            Assert.Null(validation.ErrorMessage);
            Assert.Null(validation.ResultJson);
        }
    }

    [Theory]
    [InlineData("The runner died.")]
    [InlineData("{ not JSON")]
    [InlineData("\"")]
    [InlineData("42")]
    public async Task A_plain_message_is_the_error_message(string message)
    {
        CodeScorerValidation validation = await GetAsync(Body("failed", Quote(message)));

        Assert.Equal(message, validation.ErrorMessage);
        Assert.Equal(EvalState.Failed, validation.State);
        Assert.Null(validation.IsValid);
        Assert.Null(validation.ResultJson);
    }

    [Theory]
    [InlineData("7")]
    [InlineData("[1]")]
    [InlineData("true")]
    [InlineData("""{"result":{"score_type":1,"test_scores":"x","scoreable_node_types":{},"error_message":null}}""")]
    [InlineData("""{"result":{"result_type":null,"test_scores":[null,3],"scoreable_node_types":[null,4]}}""")]
    public async Task A_result_with_values_of_the_wrong_kind_is_ignored(string result)
    {
        CodeScorerValidation validation = await GetAsync(Body("started", result));

        Assert.Equal(EvalState.Running, validation.State);
        Assert.Empty(validation.TestScores);
        Assert.Empty(validation.ScoreableNodeTypes);
    }

    [Fact]
    public async Task Scores_keep_their_kind()
    {
        CodeScorerValidation validation = await GetAsync(Body("completed", """
            {"result":{"score_type":"any","test_scores":[{"node_type":"llm","score":1},{"node_type":"chat","score":0.25},
            {"node_type":"tool","score":true},{"node_type":"agent","score":"good"},{"node_type":"trace"}]}}
            """));

        Assert.Equal([1L, 0.25, true, "good", null], validation.TestScores.Select(test => test.Score));
        Assert.Equal("llm=1; chat=0.25; tool=true; agent=good; trace=", validation.TestScores.ToString());
    }

    [Fact]
    public async Task Only_null_scores_cause_a_warning()
    {
        CodeScorerValidation validation = await GetAsync(Body("completed", """
            {"result":{"result_type":"valid","score_type":"float","test_scores":[{"node_type":"llm","score":null},{"node_type":"chat"}]}}
            """));

        Assert.True(validation.HasOnlyNullScores);
        Assert.Contains("scorer_fn", Assert.Single(_observer.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2025-03-01T10:00:00.123456789Z", 10)]
    [InlineData("2025-03-01T12:00:00+02:00", 10)]
    [InlineData("2025-03-01T10:00:00", 10)]
    [InlineData("yesterday", null)]
    public async Task Dates_are_UTC(string text, int? hour)
    {
        CodeScorerValidation validation =
            await GetAsync($$"""{"status":"pending","created_at":"{{text}}","updated_at":17}""");

        Assert.Equal(hour, validation.CreatedAt?.Hour);
        if (hour is not null)
            Assert.Equal(DateTimeKind.Utc, validation.CreatedAt!.Value.Kind);
        Assert.Null(validation.UpdatedAt);
    }

    [Theory]
    [InlineData("3F2504E0-4F89-41D3-9A0C-0305E82C3301")]
    [InlineData("{3f2504e0-4f89-41d3-9a0c-0305e82c3301}")]
    [InlineData("3f2504e04f8941d39a0c0305e82c3301")]
    public async Task An_ID_is_sent_in_canonical_format(string taskId)
    {
        using RecordingTransport transport = new RecordingTransport().Returns(Body("pending", "null"));

        CodeScorerValidation validation = await new GalileoClient(transport).GetValidationAsync(taskId, default);

        Assert.Equal($"v2/scorers/code/validate/{TaskId}", transport.Last.Path);
        Assert.Equal(HttpMethod.Get, transport.Last.Request.Method);
        Assert.Equal("get code scorer validation", transport.Last.Request.Operation);
        Assert.Equal(TaskId, validation.TaskId);
    }

    [Theory]
    [InlineData("")]
    [InlineData("../current_user")]
    [InlineData("task_1")]
    public async Task An_ID_that_is_not_a_UUID_is_rejected_before_anything_is_sent(string taskId)
    {
        using RecordingTransport transport = new();

        EvalException error = await Assert.ThrowsAsync<EvalException>(
            () => new GalileoClient(transport).GetValidationAsync(taskId, default));

        Assert.Equal(EvalErrorCondition.InvalidArgument, error.Condition);
        Assert.Empty(transport.Requests);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("{}")]
    [InlineData("""{"status":null}""")]
    [InlineData("""{"status":["completed"]}""")]
    [InlineData("""{"status":"completed","result":{"resu""")]
    [InlineData("<html>login</html>")]
    [InlineData("""{"status":"completed","result":{"a\ud800":1}}""")]
    [InlineData("""{"status":"completed","result":{"result":{"score_type":"\ud800","test_scores":[{"node_type":"x","score":1e999}]}}}""")]
    public async Task Any_body_is_an_object_or_an_EvalException(string body)
    {
        try
        {
            Assert.Equal("completed", (await GetAsync(body)).Status);
        }
        catch (EvalException error)
        {
            Assert.Equal(EvalErrorCondition.InvalidResponse, error.Condition);
            Assert.Contains("get code scorer validation", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_HTML_response_is_reported_as_a_web_page()
    {
        using RecordingTransport transport = new RecordingTransport().Returns("<html>", mediaType: "text/html");

        EvalException error = await Assert.ThrowsAsync<EvalException>(() => new GalileoClient(transport).TestAsync(default));

        Assert.Equal(EvalErrorCondition.InvalidResponse, error.Condition);
        Assert.Contains("text/html", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_poll_keeps_the_path()
    {
        using RecordingTransport transport = new RecordingTransport().Returns(Body("started", "null"));
        CodeScorerValidation started = new() { TaskId = TaskId, Path = "/scorers/a.py" };
        Assert.Equal(EvalState.Pending, started.State);

        CodeScorerValidation validation = await new GalileoClient(transport).GetValidationAsync(started, default);

        Assert.Equal("/scorers/a.py", validation.Path);
        Assert.Equal(EvalState.Running, validation.State);
    }

    [Fact]
    public void A_reference_has_the_state_Unknown()
    {
        CodeScorerValidation reference = new() { TaskId = TaskId };

        Assert.Equal(EvalService.Galileo, reference.Service);
        Assert.Equal(EvalState.Unknown, reference.State);
        Assert.False(reference.IsFinal);
        Assert.False(reference.HasOnlyNullScores);
        Assert.Equal($"task {TaskId}", reference.Describe());
    }

    [Fact]
    public async Task The_error_of_the_service_is_passed_on()
    {
        using RecordingTransport transport =
            new RecordingTransport().Returns("""{"detail":"Task not found"}""", HttpStatusCode.NotFound);

        EvalException error = await Assert.ThrowsAsync<EvalException>(
            () => new GalileoClient(transport).GetValidationAsync(TaskId, default));

        Assert.Equal(EvalErrorCondition.NotFound, error.Condition);
        Assert.Equal("Galileo: get code scorer validation failed (HTTP 404): Task not found", error.Message);
    }

    [Fact]
    public async Task A_connection_test_requests_the_user()
    {
        using RecordingTransport transport = new RecordingTransport().Returns("""{"id":"1","email":"a@b.c"}""");

        await new GalileoClient(transport).TestAsync(default);

        Assert.Equal("v2/current_user", transport.Last.Path);
        Assert.Equal("get current user", transport.Last.Request.Operation);
    }

    [Fact]
    public async Task A_canceled_call_throws_OperationCanceledException()
    {
        using RecordingTransport transport = new RecordingTransport().Returns(Body("pending", "null"));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => new GalileoClient(transport).GetValidationAsync(TaskId, new CancellationToken(canceled: true)));
    }

    private async Task<CodeScorerValidation> GetAsync(string body)
    {
        using RecordingTransport transport = new RecordingTransport().Returns(body);
        return await new GalileoClient(transport, _observer).GetValidationAsync(TaskId, default);
    }

    private static string Body(string status, string result) => $$$"""
        {"id":"{{{TaskId}}}","created_at":"2025-03-01T10:00:00Z","updated_at":"2025-03-01T10:00:01Z","status":"{{{status}}}",
        "result":{{{result}}},"unknown":{"a":[1]}}
        """;

    private static string Quote(string text) => System.Text.Json.JsonSerializer.Serialize(text);
}
