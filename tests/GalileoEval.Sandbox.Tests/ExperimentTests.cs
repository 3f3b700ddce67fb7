using System.Text.Json.Nodes;

namespace GalileoEval.Sandbox.Tests;

public sealed class ExperimentTests : IDisposable
{
    private readonly RunningSandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task Creates_renames_and_deletes_an_experiment()
    {
        string experiments = $"v2/projects/{SandboxSample.ProjectId}/experiments";
        JsonNode made = await _sandbox.PostAsync(
            experiments, $$$"""{"name":"mine","task_type":16,"dataset":{"dataset_id":"{{{SandboxSample.DatasetId}}}","version_index":1}}""");
        Assert.Equal("golden questions", (string)made["dataset"]!["name"]!);
        Assert.Equal(16, (int)made["task_type"]!);
        Assert.Equal(1, (int)(await _sandbox.GetAsync($"v2/datasets/{SandboxSample.DatasetId}"))["project_count"]!);
        Assert.Single((await _sandbox.GetAsync($"v2/datasets/{SandboxSample.DatasetId}/projects"))["projects"]!.AsArray());

        using StringContent renamed = RunningSandbox.Json("""{"name":"yours"}""");
        Assert.Equal(200, (await _sandbox.SendAsync(HttpMethod.Put, $"{experiments}/{made["id"]}", renamed)).Status);
        JsonNode read = await _sandbox.GetAsync($"{experiments}/{made["id"]}");
        Assert.Equal("yours", (string)read["name"]!);
        Assert.NotNull(read["dataset"]);
        Assert.Equal(2, (await _sandbox.GetAsync(experiments)).AsArray().Count);
        Assert.Equal(1, (int)(await _sandbox.GetAsync(experiments + "/paginated?limit=1"))["next_starting_token"]!);

        Assert.Equal(204, (await _sandbox.SendAsync(HttpMethod.Delete, $"{experiments}/{made["id"]}")).Status);
        Assert.Equal(404, (await _sandbox.SendAsync(HttpMethod.Get, $"{experiments}/{made["id"]}")).Status);
    }

    [Theory]
    [InlineData("{}", 422)]
    [InlineData("""{"name":""}""", 422)]
    [InlineData("""{"name":"x","task_type":3}""", 422)]
    [InlineData("""{"name":"prompt 2"}""", 422)]
    [InlineData("""{"name":"x","dataset":{}}""", 422)]
    [InlineData("""{"name":"x","dataset":{"dataset_id":"00000000-0000-4000-8000-000000000000","version_index":1}}""", 404)]
    [InlineData("""{"name":"x","dataset":{"dataset_id":"9a3e5b70-1c84-4d2b-b6f9-2e7d4c8a5f04","version_index":7}}""", 404)]
    public async Task Rejects_a_wrong_experiment(string json, int expected)
    {
        using StringContent body = RunningSandbox.Json(json.Replace("prompt 2", SandboxSample.ExperimentName, StringComparison.Ordinal));
        Assert.Equal(expected, (await _sandbox.SendAsync(HttpMethod.Post, $"v2/projects/{SandboxSample.ProjectId}/experiments", body)).Status);
    }

    [Theory]
    [InlineData("log_stream_id", SandboxSample.LogStreamId, 12)]
    [InlineData("experiment_id", SandboxSample.ExperimentId, 5)]
    public async Task Finds_the_sessions_of_traces(string source, string id, int count)
    {
        string search = $"v2/projects/{SandboxSample.ProjectId}/sessions/search";
        JsonArray sessions = (await _sandbox.PostAsync(search, $$"""{"{{source}}":"{{id}}"}"""))["records"]!.AsArray();
        Assert.Equal(count, sessions.Count);
        Assert.All(sessions, session => Assert.Equal("session", (string)session!["type"]!));
        Assert.All(sessions, session => Assert.Equal(1, (int)session!["num_traces"]!));
        Assert.Equal(count, sessions.Select(session => (string)session!["id"]!).Distinct().Count());
    }

    [Fact]
    public async Task Deletes_a_project_with_all_that_is_in_it()
    {
        int before = (await _sandbox.GetAsync("projects/all?project_type=gen_ai")).AsArray().Count;
        Assert.Empty((await _sandbox.GetAsync("projects/all?project_type=llm_monitor")).AsArray());
        JsonNode made = await _sandbox.PostAsync("v2/projects", """{"name":"mine"}""");
        JsonNode experiment = await _sandbox.PostAsync($"v2/projects/{made["id"]}/experiments", """{"name":"first"}""");
        Assert.Equal(before + 1, (await _sandbox.GetAsync("projects/all")).AsArray().Count);

        Assert.Equal(200, (await _sandbox.SendAsync(HttpMethod.Delete, $"v2/projects/{made["id"]}")).Status);
        Assert.Equal(404, (await _sandbox.SendAsync(HttpMethod.Get, $"v2/projects/{made["id"]}")).Status);
        Assert.Equal(404, (await _sandbox.SendAsync(HttpMethod.Get, $"v2/projects/{made["id"]}/experiments/{experiment["id"]}")).Status);
        Assert.Equal(before, (await _sandbox.GetAsync("projects/all")).AsArray().Count);
    }
}
