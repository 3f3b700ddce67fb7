using System.Text.Json.Nodes;

namespace GalileoEval.Sandbox.Tests;

public sealed class ScaleTests : IDisposable
{
    private static readonly string[] Types =
    [
        "boolean", "category", "category_multiple", "file", "integer", "labeled_text", "ranked_choices", "ranked_groups",
        "rubric_criteria", "rubric_rating", "sentiment_curve", "text", "workspace_container",
    ];

    private readonly RunningSandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task Ends_tasks_one_by_one()
    {
        for (int ended = 0; ended <= 8; ended++)
        {
            JsonNode page = await _sandbox.GetAsync("v2/tasks?batch_id=batch_sandbox");
            Assert.Equal(8 - ended, page["tasks"]!.AsArray().Count(task => (string)task!["status"]! == "pending"));
            Assert.Equal(ended == 8 ? "completed" : "in_progress", (string)(await _sandbox.GetAsync("v2/batch?batch_name=sandbox-ratings"))["status"]!);
            _sandbox.Clock.Advance(RunningSandbox.TaskDuration / 8);
        }

        Assert.Equal("UNSUPPORTED_LANGUAGE", (string)(await TaskAsync(4))["errors"]![0]!["type"]!);
        Assert.Equal("canceled", (string)(await TaskAsync(6))["status"]!);
        JsonNode reported = await TaskAsync(7);
        Assert.NotNull(reported["sensitive_content_reports"]);
        Assert.False(reported.AsObject().ContainsKey("threads"));
    }

    [Fact]
    public async Task Covers_every_annotation_type_and_shows_details_on_demand()
    {
        Assert.Empty((await TaskAsync(1))["threads"]!.AsArray());
        _sandbox.Clock.Advance(RunningSandbox.TaskDuration);
        foreach (int number in (int[])[1, 2, 3, 5, 8])
        {
            JsonNode detailed = await TaskAsync(number, "&opts=annotation_details&opts=model_parameters&opts=attachment_details&opts=submissions");
            Assert.Equal(Types, Annotations(detailed).Select(annotation => (string)annotation["type"]!).Distinct().Order());
            Assert.Contains("\"temperature\"", detailed.ToJsonString(), StringComparison.Ordinal);
            Assert.Contains("photo.png\"", detailed.ToJsonString(), StringComparison.Ordinal);
            Assert.NotNull(detailed["threads"]![0]!["submissions"]);
        }

        JsonNode plain = await TaskAsync(1);
        Assert.Equal(Types, Annotations(plain).Select(annotation => (string)annotation["type"]!).Distinct().Order());
        Assert.All(Annotations(plain), annotation => Assert.NotNull(annotation["id"]));
        Assert.All(Annotations(plain), annotation => Assert.Null(annotation["title"]));
        Assert.All(Annotations(await TaskAsync(3)), annotation => Assert.Null(annotation["type"] ?? annotation["id"]));
        Assert.DoesNotContain("temperature", plain.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Expands_projects_and_batches()
    {
        JsonNode plain = await TaskAsync(1);
        Assert.Equal("project_sandbox", (string)plain["project"]!);
        JsonNode expanded = await TaskAsync(1, "&expand=project&expand=batch");
        Assert.Equal("project_sandbox", (string)expanded["project"]!["id"]!);
        Assert.Equal("sandbox-ratings", (string)expanded["batch"]!["name"]!);
    }

    [Fact]
    public async Task Filters_and_pages_lists()
    {
        _sandbox.Clock.Advance(RunningSandbox.TaskDuration / 2);
        Assert.Equal(28, (await TasksAsync("project_id=project_sandbox&status=completed")).Count);
        Assert.Equal(3, (await TasksAsync("batch_id=batch_sandbox&completed_after=2026-03-01T12:00:00Z")).Count);
        Assert.Equal(2, (await TasksAsync("batch_id=batch_sandbox&completed_before=2026-03-01T12:00:25Z")).Count);

        List<string> ids = [];
        string? token = "";
        while (token is not null)
        {
            JsonNode page = await _sandbox.GetAsync("v2/tasks?project_name=Sandbox%20ratings&limit=4" + (token.Length > 0 ? "&next_token=" + token : ""));
            ids.AddRange(page["tasks"]!.AsArray().Select(task => (string)task!["task_id"]!));
            token = (string?)page["next_token"];
        }

        Assert.Equal(35, ids.Distinct().Count());
        Assert.Equal(["paused"], (await _sandbox.GetAsync("v2/batches?status=paused"))["batches"]!.AsArray().Select(batch => (string)batch!["status"]!));
        Assert.Equal(4, (await _sandbox.GetAsync("v2/batches?project_id=project_sandbox"))["batches"]!.AsArray().Count);
        Assert.Single((await _sandbox.GetAsync("v2/projects"))["projects"]!.AsArray());
        Assert.Equal("Sandbox ratings", (string)(await _sandbox.GetAsync("v2/project?project_id=project_sandbox"))["name"]!);
        Assert.Equal(1, (int)(await _sandbox.GetAsync("v2/deliveries"))["deliveries"]![0]!["task_count"]!);
        Assert.Single((await _sandbox.GetAsync("v2/delivery?delivery_id=delivery_sandbox"))["tasks"]!.AsArray());
    }

    [Theory]
    [InlineData("v2/task", 400)]
    [InlineData("v2/task?task_id=nothing", 404)]
    [InlineData("v2/task?task_id=task_sandbox_01&expand=thread", 400)]
    [InlineData("v2/task?task_id=task_sandbox_01&opts=all", 400)]
    [InlineData("v2/tasks", 400)]
    [InlineData("v2/tasks?batch_id=nothing", 404)]
    [InlineData("v2/tasks?batch_id=batch_sandbox&limit=101", 400)]
    [InlineData("v2/tasks?batch_id=batch_sandbox&status=done", 400)]
    [InlineData("v2/tasks?batch_id=batch_sandbox&next_token=x", 400)]
    [InlineData("v2/tasks?batch_id=batch_sandbox&completed_after=soon", 400)]
    [InlineData("v2/batch", 400)]
    [InlineData("v2/batch?batch_id=nothing", 404)]
    [InlineData("v2/project?project_id=nothing", 404)]
    [InlineData("v2/delivery?delivery_id=nothing", 404)]
    public async Task Rejects_requests_as_the_service_does(string path, int expected)
    {
        (int status, JsonNode? body) = await _sandbox.SendAsync(HttpMethod.Get, path);
        Assert.Equal(expected, status);
        Assert.Equal(expected, (int)body!["status_code"]!);
        Assert.NotEmpty((string)body["error"]!);
    }

    private static IEnumerable<JsonNode> Annotations(JsonNode? node)
    {
        IEnumerable<JsonNode> own = (node as JsonObject)?["annotations"] is JsonArray annotations ? annotations.Select(a => a!) : [];
        IEnumerable<JsonNode?> children = node switch
        {
            JsonObject parent => parent.Where(member => member.Key != "annotations").Select(member => member.Value),
            JsonArray array => array,
            _ => [],
        };
        return own.Concat(children.SelectMany(Annotations));
    }

    private Task<JsonNode> TaskAsync(int number, string more = "") => _sandbox.GetAsync($"v2/task?task_id=task_sandbox_0{number}{more}");

    private async Task<JsonArray> TasksAsync(string query) => (await _sandbox.GetAsync("v2/tasks?" + query))["tasks"]!.AsArray();
}
