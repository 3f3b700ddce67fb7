using System.Text.Json.Nodes;

namespace GalileoEval.Sandbox.Tests;

public sealed class ScaleChangeTests : IDisposable
{
    private const string Project = "\"project_id\": \"project_sandbox\"";

    private readonly RunningSandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task A_staging_batch_starts_its_tasks_when_it_is_finalized()
    {
        JsonNode batch = await _sandbox.PostAsync(
            "v2/batch", $$"""{"name": "campaign", {{Project}}, "staging_batch": true, "callback": "me@example.com", "metadata": {"team": "a"} }""");
        Assert.Equal("staging", (string)batch["status"]!);
        Assert.Equal("me@example.com", (string)batch["callback"]!);
        Assert.Equal("a", (string)batch["metadata"]!["team"]!);
        JsonNode task = await CreateTaskAsync("""{"batch_name": "campaign", "template_variables": {"prompt": "Why?"}, "metadata": {"row": 1}}""");
        _sandbox.Clock.Advance(RunningSandbox.TaskDuration * 2);
        Assert.Equal("pending", await StatusOfTaskAsync(task));

        Assert.Equal("in_progress", (string)(await _sandbox.PostAsync("v2/batch/finalize", """{"batch_name": "campaign"}"""))["status"]!);
        _sandbox.Clock.Advance(RunningSandbox.TaskDuration - TimeSpan.FromSeconds(1));
        Assert.Equal("pending", await StatusOfTaskAsync(task));
        _sandbox.Clock.Advance(TimeSpan.FromSeconds(1));

        JsonNode ended = await _sandbox.GetAsync($"v2/task?task_id={task["task_id"]}");
        Assert.Equal("completed", (string)ended["status"]!);
        JsonNode messages = ended["threads"]![0]!["turns"]![0]!["messages"]!;
        Assert.Equal("Why?", (string)messages[0]!["content"]!["text"]!);
        Assert.NotEmpty(messages[1]!["annotations"]!.AsArray());
        JsonNode completed = await _sandbox.GetAsync("v2/batch?batch_name=campaign");
        Assert.Equal("completed", (string)completed["status"]!);
        Assert.Equal((string)ended["completed_at"]!, (string)completed["completed_at"]!);
    }

    [Fact]
    public async Task A_paused_batch_stops_the_clock_of_its_tasks()
    {
        await _sandbox.PostAsync("v2/batch", $$"""{"name": "campaign", {{Project}}}""");
        JsonNode task = await CreateTaskAsync("""{"batch_name": "campaign"}""");
        _sandbox.Clock.Advance(RunningSandbox.TaskDuration / 2);
        JsonNode paused = await _sandbox.PostAsync("v2/batch/pause", """{"batch_name": "campaign"}""");
        Assert.Equal("paused", (string)paused["batch"]!["status"]!);
        Assert.NotEmpty((string)paused["message"]!);
        _sandbox.Clock.Advance(RunningSandbox.TaskDuration);
        Assert.Equal("pending", await StatusOfTaskAsync(task));

        JsonNode resumed = await _sandbox.PostAsync("v2/batch/resume", """{"batch_name": "campaign"}""");
        Assert.Equal("in_progress", (string)resumed["batch"]!["status"]!);
        _sandbox.Clock.Advance(RunningSandbox.TaskDuration / 2);
        Assert.Equal("completed", await StatusOfTaskAsync(task));
    }

    [Fact]
    public async Task A_cancelled_batch_cancels_its_unfinished_tasks_and_rejects_new_ones()
    {
        JsonNode cancelled = await _sandbox.PostAsync("v2/batch/cancel", """{"batch_id": "batch_sandbox_paused"}""");
        Assert.Equal("cancelled", (string)cancelled["batch"]!["status"]!);
        JsonArray tasks = (await _sandbox.GetAsync("v2/tasks?batch_id=batch_sandbox_paused"))["tasks"]!.AsArray();
        Assert.Equal(["completed", "canceled"], tasks.Select(task => (string)task!["status"]!));
        Assert.Equal(409, (await SendAsync("v2/task/chat", """{"batch_id": "batch_sandbox_paused"}""")).Status);
    }

    [Theory]
    [InlineData("finalize", "batch_sandbox")]
    [InlineData("finalize", "batch_sandbox_paused")]
    [InlineData("pause", "batch_sandbox_staging")]
    [InlineData("pause", "batch_sandbox_paused")]
    [InlineData("resume", "batch_sandbox")]
    [InlineData("resume", "batch_sandbox_agreement")]
    [InlineData("cancel", "batch_sandbox_agreement")]
    public async Task Rejects_a_transition_that_the_status_does_not_allow(string operation, string batchId)
    {
        string before = (await _sandbox.GetAsync($"v2/batch?batch_id={batchId}")).ToJsonString();
        (int status, JsonNode? body) = await SendAsync($"v2/batch/{operation}", $$"""{"batch_id": "{{batchId}}"}""");
        Assert.Equal(409, status);
        Assert.Contains((string)JsonNode.Parse(before)!["status"]!, (string)body!["error"]!, StringComparison.Ordinal);
        Assert.Equal(before, (await _sandbox.GetAsync($"v2/batch?batch_id={batchId}")).ToJsonString());
    }

    [Fact]
    public async Task Replaces_metadata_or_merges_it_at_any_depth()
    {
        const string first = """{"batch_id": "batch_sandbox", "metadata": {"a": {"x": 1, "y": 2}, "b": 1}}""";
        Assert.Equal("""{"a":{"x":1,"y":2},"b":1}""", (await _sandbox.PostAsync("v2/batch/metadata", first))["metadata"]!.ToJsonString());
        const string merged = """{"batch_id": "batch_sandbox", "metadata": {"a": {"y": 3}, "c": null}, "merge": true}""";
        Assert.Equal("""{"a":{"x":1,"y":3},"b":1,"c":null}""", (await _sandbox.PostAsync("v2/batch/metadata", merged))["metadata"]!.ToJsonString());

        JsonNode task = await _sandbox.PostAsync("v2/task/metadata", """{"task_id": "task_sandbox_01", "metadata": {"k": "v"}, "merge": true}""");
        Assert.Equal("ticket-1000", (string)task["metadata"]!["customer_reference"]!);
        task = await _sandbox.PostAsync("v2/task/metadata", """{"task_id": "task_sandbox_01", "metadata": {"k": "v"}}""");
        Assert.Equal("""{"k":"v"}""", task["metadata"]!.ToJsonString());
        Assert.Equal("""{"k":"v"}""", (await _sandbox.GetAsync("v2/task?task_id=task_sandbox_01"))["metadata"]!.ToJsonString());
    }

    [Fact]
    public async Task A_task_without_a_batch_is_listed_by_its_project_only()
    {
        JsonNode task = await CreateTaskAsync($$"""{ {{Project}} }""");
        Assert.Null(task["batch"]);
        JsonArray tasks = (await _sandbox.GetAsync("v2/tasks?project_id=project_sandbox"))["tasks"]!.AsArray();
        Assert.Contains(tasks, one => (string)one!["task_id"]! == (string)task["task_id"]!);
        foreach (string batch in (string[])["batch_sandbox", "batch_sandbox_staging", "batch_sandbox_paused", "batch_sandbox_agreement"])
        {
            tasks = (await _sandbox.GetAsync($"v2/tasks?batch_id={batch}"))["tasks"]!.AsArray();
            Assert.DoesNotContain(tasks, one => (string)one!["task_id"]! == (string)task["task_id"]!);
        }
    }

    [Theory]
    [InlineData("v2/batch", "[]", 400)]
    [InlineData("v2/batch", """{"project_id": "project_sandbox"}""", 400)]
    [InlineData("v2/batch", """{"name": "x"}""", 400)]
    [InlineData("v2/batch", """{"name": 1, "project_id": "project_sandbox"}""", 400)]
    [InlineData("v2/batch", """{"name": "x", "project_id": "project_sandbox", "staging_batch": "yes"}""", 400)]
    [InlineData("v2/batch", """{"name": "x", "project_id": "project_sandbox", "metadata": []}""", 400)]
    [InlineData("v2/batch", """{"name": "x", "project_id": "nothing"}""", 404)]
    [InlineData("v2/batch", """{"name": "x", "project_name": "nothing"}""", 404)]
    [InlineData("v2/batch", """{"name": "sandbox-ratings", "project_id": "project_sandbox"}""", 409)]
    [InlineData("v2/batch/pause", "{}", 400)]
    [InlineData("v2/batch/cancel", """{"batch_id": "nothing"}""", 404)]
    [InlineData("v2/batch/metadata", """{"batch_id": "batch_sandbox"}""", 400)]
    [InlineData("v2/batch/metadata", """{"batch_name": "nothing", "metadata": {}}""", 404)]
    [InlineData("v2/task/chat", "{}", 400)]
    [InlineData("v2/task/chat", """{"batch_name": "nothing"}""", 404)]
    [InlineData("v2/task/chat", """{"batch_id": "batch_sandbox", "project_id": "nothing"}""", 404)]
    [InlineData("v2/task/chat", """{"batch_id": "batch_sandbox", "template_variables": "prompt"}""", 400)]
    [InlineData("v2/task/metadata", """{"metadata": {}}""", 400)]
    [InlineData("v2/task/metadata", """{"task_id": "nothing", "metadata": {}}""", 404)]
    public async Task Rejects_requests_as_the_service_does(string path, string json, int expected)
    {
        (int status, JsonNode? body) = await SendAsync(path, json);
        Assert.Equal(expected, status);
        Assert.Equal(expected, (int)body!["status_code"]!);
        Assert.NotEmpty((string)body["error"]!);
    }

    [Fact]
    public async Task Counts_created_objects_and_duplicates()
    {
        await CreateTaskAsync("""{"batch_id": "batch_sandbox", "metadata": {"row": 1}}""");
        await CreateTaskAsync("""{"batch_id": "batch_sandbox", "metadata": {"row": 2}}""");
        Assert.Equal((2, 0), (_sandbox.Host.StartCount, _sandbox.Host.RepeatedStartCount));
        await CreateTaskAsync("""{"batch_id": "batch_sandbox", "metadata": {"row": 2}}""");
        Assert.Equal((3, 1), (_sandbox.Host.StartCount, _sandbox.Host.RepeatedStartCount));
    }

    private Task<JsonNode> CreateTaskAsync(string json) => _sandbox.PostAsync("v2/task/chat", json);

    private async Task<string> StatusOfTaskAsync(JsonNode task) =>
        (string)(await _sandbox.GetAsync($"v2/task?task_id={task["task_id"]}"))["status"]!;

    private Task<(int Status, JsonNode? Body)> SendAsync(string path, string json) =>
        _sandbox.SendAsync(HttpMethod.Post, path, RunningSandbox.Json(json));
}
