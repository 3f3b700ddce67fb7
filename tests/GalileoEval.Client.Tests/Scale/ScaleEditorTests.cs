using System.Net;
using System.Text.Json;
using GalileoEval.Errors;
using GalileoEval.Scale;
using GalileoEval.Transport;

namespace GalileoEval.Tests.Scale;

public sealed class ScaleEditorTests
{
    private const string Batch = """{"id": "b", "name": "n", "project": "p", "status": "in_progress", "metadata": {"a": 1}, "later": true}""";
    private const string Task = """{"task_id": "t", "project": "p", "status": "pending"}""";

    private static readonly JsonElement Map = Json("""{"a": {"b": [1, null]}}""");

    private static Dictionary<string, Func<ScaleEditor, string, Task<ScaleBatch>>> Moves => new()
    {
        ["finalize"] = static (editor, id) => editor.FinalizeBatchAsync(id, default),
        ["pause"] = static (editor, id) => editor.PauseBatchAsync(id, default),
        ["resume"] = static (editor, id) => editor.ResumeBatchAsync(id, default),
        ["cancel"] = static (editor, id) => editor.CancelBatchAsync(id, default),
    };

    public static TheoryData<string> Verbs => [.. Moves.Keys];

    [Fact]
    public async Task Creates_a_batch()
    {
        using RecordingTransport transport = new RecordingTransport(EvalService.Scale).Returns(Batch);
        ScaleBatch batch = await new ScaleEditor(transport).CreateBatchAsync(
            new ScaleNewBatch { Name = "n", ProjectName = "My project", Callback = "me@example.com", IsStaging = true, Metadata = Map }, default);

        AssertSent(transport, "v2/batch", "create batch", """
            {"name": "n", "project_name": "My project", "callback": "me@example.com", "staging_batch": true, "metadata": {"a": {"b": [1, null]}}}
            """);
        Assert.Equal("b", batch.BatchId);
        Assert.Equal("p", batch.ProjectId);
        Assert.Equal(1L, batch.Metadata!["a"]);
        Assert.Equal("""{"later":true}""", batch.AdditionalJson);
    }

    [Fact]
    public async Task Creates_a_chat_task()
    {
        using RecordingTransport transport = new RecordingTransport(EvalService.Scale).Returns(Task);
        ScaleNewTask draft = new() { BatchId = "b", TemplateVariables = Map, Metadata = Json("{}"), CallbackUrl = "https://example.com/done" };
        ScaleTask task = await new ScaleEditor(transport).CreateTaskAsync(draft, default);

        AssertSent(transport, "v2/task/chat", "create task", """
            {"batch_id": "b", "template_variables": {"a": {"b": [1, null]}}, "metadata": {}, "callback_url": "https://example.com/done"}
            """);
        Assert.Equal("t", task.TaskId);
        Assert.Equal(EvalState.Pending, task.State);
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Changes_a_batch_and_reads_it_with_and_without_a_message(string verb)
    {
        foreach (string response in (string[])[Batch, $$"""{"batch": {{Batch}}, "message": "done"}""", """{"batch": "b", "message": "done"}"""])
        {
            using RecordingTransport transport = new RecordingTransport(EvalService.Scale).Returns(response);
            Assert.Equal("b", (await Moves[verb](new ScaleEditor(transport), "b")).BatchId);
            AssertSent(transport, "v2/batch/" + verb, verb + " batch", """{"batch_id": "b"}""");
        }
    }

    [Fact]
    public async Task Sets_metadata()
    {
        using RecordingTransport transport = new RecordingTransport(EvalService.Scale).Returns(Batch).Returns(Task);
        ScaleEditor editor = new(transport);
        await editor.SetBatchMetadataAsync("b", Map, merge: true, default);
        AssertSent(transport, "v2/batch/metadata", "set batch metadata", """{"batch_id": "b", "metadata": {"a": {"b": [1, null]}}, "merge": true}""");
        await editor.SetTaskMetadataAsync("t", Json("{}"), merge: false, default);
        AssertSent(transport, "v2/task/metadata", "set task metadata", """{"task_id": "t", "metadata": {}, "merge": false}""");
    }

    [Fact]
    public async Task Rejects_invalid_arguments_before_anything_is_sent()
    {
        using RecordingTransport transport = new RecordingTransport(EvalService.Scale).Returns(Batch);
        ScaleEditor editor = new(transport);
        ScaleNewBatch batch = new() { Name = "n", ProjectId = "p" };
        ScaleNewTask task = new() { BatchId = "b" };
        await AssertRejected(() => editor.CreateBatchAsync(batch with { Name = " " }, default));
        await AssertRejected(() => editor.CreateBatchAsync(batch with { Name = null! }, default));
        await AssertRejected(() => editor.CreateBatchAsync(batch with { ProjectId = null }, default));
        await AssertRejected(() => editor.CreateBatchAsync(batch with { ProjectName = "also" }, default));
        await AssertRejected(() => editor.CreateBatchAsync(batch with { ProjectId = "a/b" }, default));
        await AssertRejected(() => editor.CreateBatchAsync(batch with { Callback = "" }, default));
        await AssertRejected(() => editor.CreateBatchAsync(batch with { Metadata = Json("[]") }, default));
        await AssertRejected(() => editor.CreateTaskAsync(new ScaleNewTask(), default));
        await AssertRejected(() => editor.CreateTaskAsync(task with { BatchId = "" }, default));
        await AssertRejected(() => editor.CreateTaskAsync(task with { BatchName = "a\nb" }, default));
        await AssertRejected(() => editor.CreateTaskAsync(task with { Metadata = Json("1") }, default));
        await AssertRejected(() => editor.CreateTaskAsync(task with { TemplateVariables = Json("null") }, default));
        await AssertRejected(() => editor.SetTaskMetadataAsync("t", Json("\"x\""), merge: true, default));
        await AssertRejected(() => editor.SetBatchMetadataAsync("b", default, merge: true, default));
        foreach (string id in (string[])["", "a b", "..", null!])
        {
            await AssertRejected(() => editor.SetTaskMetadataAsync(id, Map, merge: false, default));
            await AssertRejected(() => editor.SetBatchMetadataAsync(id, Map, merge: false, default));
            foreach (Func<ScaleEditor, string, Task<ScaleBatch>> move in Moves.Values)
                await AssertRejected(() => move(editor, id));
        }

        Assert.Empty(transport.Requests);
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Rejects_a_response_about_another_batch(string verb)
    {
        using RecordingTransport transport = new RecordingTransport(EvalService.Scale).Returns("""{"batch": {"id": "other"}}""");
        EvalException error = await Assert.ThrowsAsync<EvalException>(() => Moves[verb](new ScaleEditor(transport), "b"));
        Assert.Equal(EvalErrorCondition.InvalidResponse, error.Condition);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"batch": null}""")]
    [InlineData("""{"batch": {"name": "n"}}""")]
    public async Task A_response_without_a_batch_says_how_to_find_out_whether_it_was_created(string response)
    {
        using RecordingTransport transport = new RecordingTransport(EvalService.Scale).Returns(response);
        EvalException error = await Assert.ThrowsAsync<EvalException>(
            () => new ScaleEditor(transport).CreateBatchAsync(new ScaleNewBatch { Name = "n", ProjectId = "p" }, default));
        Assert.Equal(EvalErrorCondition.InvalidResponse, error.Condition);
        Assert.Contains("may have created the batch", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError, true)]
    [InlineData(HttpStatusCode.GatewayTimeout, true)]
    [InlineData(HttpStatusCode.Conflict, false)]
    [InlineData(HttpStatusCode.BadRequest, false)]
    public async Task Only_an_error_after_which_the_task_may_exist_says_so(HttpStatusCode status, bool expected)
    {
        using RecordingTransport transport = new RecordingTransport(EvalService.Scale)
            .Returns("""{"status_code": 500, "error": "words of the server"}""", status);
        EvalException error = await Assert.ThrowsAsync<EvalException>(
            () => new ScaleEditor(transport).CreateTaskAsync(new ScaleNewTask { BatchId = "b" }, default));
        Assert.Equal(expected, error.RecommendedAction?.Contains("-ResumeKey", StringComparison.Ordinal) == true);
        Assert.Equal("words of the server", error.ServerMessage);
        Assert.Equal(status, error.StatusCode);
    }

    private static JsonElement Json(string json) => JsonDocument.Parse(json).RootElement;

    private static void AssertSent(RecordingTransport transport, string path, string operation, string json)
    {
        Assert.Equal(path, transport.Last.Path);
        Assert.Equal(HttpMethod.Post, transport.Last.Request.Method);
        Assert.Equal(EvalRetry.Start, transport.Last.Request.Retry);
        Assert.Equal(operation, transport.Last.Request.Operation);
        Assert.True(JsonElement.DeepEquals(Json(json), Json(System.Text.Encoding.UTF8.GetString(transport.Last.Body!))));
    }

    private static async Task AssertRejected(Func<Task> call) =>
        Assert.Equal(EvalErrorCondition.InvalidArgument, (await Assert.ThrowsAsync<EvalException>(call)).Condition);
}
