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
    public async Task Deletes_a_project_with_its_contents()
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

    [Fact]
    public async Task Computes_metrics_from_the_scores_of_the_records()
    {
        string path = $"v2/projects/{SandboxSample.EvaluatedProjectId}/experiments/{SandboxSample.FirstPromptId}";
        JsonNode experiment = await _sandbox.GetAsync(path);
        JsonNode statistics = experiment["structured_aggregate_metrics"]!["correctness"]!;
        JsonArray metrics = (await _sandbox.PostAsync(path + "/metrics"))["metrics"]!.AsArray();
        JsonNode buckets = metrics.Single(metric => (string)metric!["name"]! == "correctness")!;
        JsonArray records = (await _sandbox.PostAsync(
            $"v2/projects/{SandboxSample.EvaluatedProjectId}/traces/search", $$"""{"experiment_id":"{{SandboxSample.FirstPromptId}}"}"""))["records"]!.AsArray();
        int right = records.Count(record => (bool)record!["metric_info"]!["correctness"]!["value"]!);

        Assert.Equal(right / 40.0, (double)statistics["avg"]!, 9);
        Assert.Equal((40, right), ((int)statistics["count"]!, (int)statistics["sum"]!));
        Assert.Equal((double)statistics["avg"]!, (double)experiment["aggregate_metrics"]!["average_correctness"]!);
        Assert.Equal($$"""{"false":{{40 - right}},"true":{{right}}}""", buckets["buckets"]!.ToJsonString());
        Assert.Equal("boolean", (string)buckets["data_type"]!);
        Assert.Equal("categorical", (string)metrics.Single(metric => (string)metric!["name"]! == "tone")!["data_type"]!);
    }

    [Fact]
    public async Task Computes_metrics_of_the_records_that_match_filters()
    {
        string path = $"v2/projects/{SandboxSample.EvaluatedProjectId}/experiments/{SandboxSample.FirstPromptId}/metrics";
        JsonNode some = await _sandbox.PostAsync(path, """{"filters":[{"type":"text","column_id":"name","operator":"eq","value":"returns"}]}""");
        Assert.Equal(10, some["metrics"]!.AsArray().Single(metric => (string)metric!["name"]! == "tone")!["buckets"]!.AsObject().Sum(bucket => (int)bucket.Value!));
        using StringContent wrong = RunningSandbox.Json("""{"filters":[{"type":"text","column_id":"nothing","operator":"eq","value":"x"}]}""");
        Assert.Equal(422, (await _sandbox.SendAsync(HttpMethod.Post, path, wrong)).Status);
        JsonNode all = await _sandbox.PostAsync($"v2/projects/{SandboxSample.EvaluatedProjectId}/experiments/metrics");
        Assert.True(all["metrics"]!.AsArray().Single(metric => (string)metric!["name"]! == "tone")!["buckets"]!.AsObject().Sum(bucket => (int)bucket.Value!) >= 80);
    }

    [Fact]
    public async Task An_experiment_runs_over_time()
    {
        string path = $"v2/projects/{SandboxSample.EvaluatedProjectId}/experiments/{SandboxSample.ThirdPromptId}";
        Assert.Equal((0, 0.0, ""), await StateAsync());

        _sandbox.Clock.Advance(RunningSandbox.TaskDuration / 4);
        Assert.Equal((20, 0.5, "pending"), await StateAsync());
        using StringContent renamed = RunningSandbox.Json("""{"name":"third"}""");
        Assert.Equal(200, (await _sandbox.SendAsync(HttpMethod.Put, path, renamed)).Status);

        _sandbox.Clock.Advance(RunningSandbox.TaskDuration / 2);
        Assert.Equal((40, 1.0, "computing,success"), await StateAsync());
        Assert.Equal(20, (int)(await _sandbox.GetAsync(path))["structured_aggregate_metrics"]!["tone"]!["count"]!);

        _sandbox.Clock.Advance(RunningSandbox.TaskDuration / 4);
        Assert.Equal((40, 1.0, "success"), await StateAsync());
        Assert.Equal(["correctness", "completeness", "tone"],
            (await _sandbox.GetAsync(path + "/metric_settings"))["scorers"]!.AsArray().Select(scorer => (string)scorer!["name"]!));
        Assert.Equal("third", (string)(await _sandbox.GetAsync(path))["name"]!);

        async Task<(int Traces, double Progress, string Statuses)> StateAsync()
        {
            JsonNode experiment = await _sandbox.GetAsync(path);
            JsonArray records = (await _sandbox.PostAsync(
                $"v2/projects/{SandboxSample.EvaluatedProjectId}/traces/search", $$"""{"experiment_id":"{{SandboxSample.ThirdPromptId}}"}"""))["records"]!.AsArray();
            Assert.Equal((int)experiment["num_traces"]!, records.Count);
            return (
                records.Count,
                (double)experiment["status"]!["log_generation"]!["progress_percent"]!,
                string.Join(",", records.Select(record => (string)record!["metric_info"]!["tone"]!["status_type"]!).Distinct().Order()));
        }
    }

    [Fact]
    public async Task Stores_the_metric_settings_of_an_experiment()
    {
        string path = $"v2/projects/{SandboxSample.ProjectId}/experiments/{SandboxSample.ExperimentId}/metric_settings";
        Assert.Empty((await _sandbox.GetAsync(path))["scorers"]!.AsArray());
        using StringContent body = RunningSandbox.Json("""{"scorers":[{"id":"6a1f4c82-7e3b-4d95-9b60-1c8d5e2f7a01","scorer_type":"llm"}]}""");
        Assert.Equal(200, (await _sandbox.SendAsync(HttpMethod.Patch, path, body)).Status);
        Assert.Single((await _sandbox.GetAsync(path))["scorers"]!.AsArray());
    }
}
