using System.Text.Json.Nodes;

namespace GalileoEval.Sandbox.Tests;

public sealed class EvaluatedSampleTests : IDisposable
{
    private readonly RunningSandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Theory]
    [InlineData("experiment_id", SandboxSample.FirstPromptId)]
    [InlineData("log_stream_id", SandboxSample.EvaluatedLogStreamId)]
    public async Task Names_scorer_types_as_the_specification_does(string kind, string id)
    {
        JsonArray records = (await _sandbox.PostAsync(
            $"v2/projects/{SandboxSample.EvaluatedProjectId}/traces/search", $$"""{"{{kind}}":"{{id}}"}"""))["records"]!.AsArray();
        Assert.All(
            records.SelectMany(record => record!["metric_info"]!.AsObject()),
            entry => Assert.Contains((string?)entry.Value!["scorer_type"], new[] { "Luna", "Plus", null }));
    }

    [Fact]
    public async Task The_second_prompt_is_worse_in_correctness_over_the_same_rows()
    {
        JsonObject[] first = await TracesAsync("experiment_id", SandboxSample.FirstPromptId);
        JsonObject[] second = await TracesAsync("experiment_id", SandboxSample.SecondPromptId);
        Assert.Equal(40, first.Select(trace => (string)trace["dataset_input"]!).Distinct().Count());
        Assert.Equal(first.Select(trace => (string)trace["dataset_input"]!), second.Select(trace => (string)trace["dataset_input"]!));
        Assert.Empty(first.Select(trace => (string)trace["id"]!).Intersect(second.Select(trace => (string)trace["id"]!)));
        int before = first.Count(trace => (bool)Metric(trace, "correctness")["value"]!);
        int after = second.Count(trace => (bool)Metric(trace, "correctness")["value"]!);
        Assert.InRange(before - after, 8, 20);
        double gain = second.Average(Completeness) - first.Average(Completeness);
        Assert.InRange(gain, -0.03, 0.03);

        static double Completeness(JsonObject trace) => (double)Metric(trace, "completeness")["value"]!;
    }

    [Fact]
    public async Task The_evaluated_log_stream_has_values_of_every_kind_and_some_that_are_missing()
    {
        JsonObject[] traces = await TracesAsync("log_stream_id", SandboxSample.EvaluatedLogStreamId);
        Assert.Equal(60, traces.Length);
        Assert.Equal(60, traces.Select(trace => (string)trace["external_id"]!).Distinct().Count());
        Assert.Equal(3, traces.Count(trace => (string)Metric(trace, "correctness")["status_type"]! == "failed"));
        Assert.Equal(4, traces.Count(trace => (string)Metric(trace, "completeness")["status_type"]! == "error"));
        Assert.Equal(15, traces.Count(trace => (string)Metric(trace, "context_adherence")["status_type"]! == "not_applicable"));
        Assert.Equal(["curt", "friendly", "neutral"], traces.Select(trace => (string)Metric(trace, "tone")["value"]!).Distinct().Order());
    }

    [Fact]
    public async Task Three_contributors_rate_most_tasks_and_do_not_always_agree()
    {
        JsonNode page = await _sandbox.GetAsync($"v2/tasks?batch_id={SandboxSample.AgreementBatchId}&opts=submissions&limit=100");
        JsonObject[] tasks = [.. page["tasks"]!.AsArray().Select(task => (JsonObject)task!)];
        Assert.Equal(24, tasks.Length);
        int[] raters = [.. tasks.Select(task => task["threads"]!.AsArray().Count)];
        Assert.Contains(3, raters);
        Assert.Contains(2, raters);
        Assert.Equal(3, tasks.SelectMany(Threads).Select(thread => (string)thread["submissions"]![0]!["contributor_id"]!).Distinct().Count());
        int agreed = tasks.Count(task => Threads(task).Select(Helpfulness).Distinct().Count() == 1);
        Assert.InRange(agreed, 1, 23);

        static IEnumerable<JsonNode> Threads(JsonObject task) => task["threads"]!.AsArray().Select(thread => thread!);
        static int Helpfulness(JsonNode thread) => (int)thread["turns"]![0]!["messages"]![1]!["annotations"]![0]!["value"]!;
    }

    [Fact]
    public async Task The_trend_rises_over_three_versions_and_then_drops()
    {
        JsonNode page = await _sandbox.GetAsync(
            $"api/v1/client/agents/{SandboxSample.AgentId}/ground_truths/{SandboxSample.TrendGroundTruthId}/validations?page_size=100");
        JsonObject[] validations = [.. page["validations"]!.AsArray().Select(one => (JsonObject)one!).OrderBy(one => (int)one["id"]!)];
        Assert.Equal(20, validations.Length);
        Assert.Equal([1, 2, 3], validations.Select(one => (int)one["ground_truth_version"]!).Distinct());
        double[] scores = [.. validations.Select(one => (double)one["results"]!["score"]!)];
        Assert.True(scores[15] > scores[0] + 15);
        Assert.True(scores[19] < scores[15] - 5);
    }

    private static JsonNode Metric(JsonObject trace, string name) => trace["metric_info"]![name]!;

    private async Task<JsonObject[]> TracesAsync(string kind, string id)
    {
        JsonNode page = await _sandbox.PostAsync(
            $"v2/projects/{SandboxSample.EvaluatedProjectId}/traces/search", $$"""{"{{kind}}":"{{id}}","limit":1000}""");
        return [.. page["records"]!.AsArray().Select(record => (JsonObject)record!)];
    }
}
