using System.Text.Json.Nodes;

namespace GalileoEval.Sandbox.Tests;

public sealed class RegistrationTests : IDisposable
{
    private const string Valid = """{"result_type":"valid","score_type":"int","scoreable_node_types":["llm"],"test_scores":[]}""";
    private readonly RunningSandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Theory]
    [InlineData(Valid)]
    [InlineData("""{"result":""" + Valid + "}")]
    public async Task Registers_lists_and_removes_a_scorer(string verdict)
    {
        JsonNode made = await _sandbox.PostAsync("v2/scorers", """{"name":"length","scorer_type":"code","tags":["a"],"scoreable_node_types":["llm"]}""");
        string id = (string)made["id"]!;
        using MultipartFormDataContent form = RunningSandbox.Form("x = 1", ("validation_result", verdict));
        (int status, JsonNode? version) = await _sandbox.SendAsync(HttpMethod.Post, $"v2/scorers/{id}/version/code", form);
        Assert.Equal(200, status);
        Assert.Equal("integer", (string)version!["registered_scorer"]!["data_type"]!);
        Assert.Equal((string)version["id"]!, (string)(await _sandbox.GetAsync($"v2/scorers/{id}"))["default_version_id"]!);
        Assert.Equal(1, (int)(await _sandbox.GetAsync($"v2/scorers/{id}/version?version=1"))["version"]!);

        JsonNode list = await _sandbox.PostAsync("v2/scorers/list?limit=10", """{"filters":[{"name":"name","operator":"one_of","value":["length"]}]}""");
        Assert.Equal(id, (string)Assert.Single(list["scorers"]!.AsArray())!["id"]!);
        Assert.Empty((await _sandbox.PostAsync("v2/scorers/list", """{"filters":[{"name":"scorer_type","operator":"eq","value":"llm"}]}"""))["scorers"]!.AsArray());

        Assert.Equal(200, (await _sandbox.SendAsync(HttpMethod.Delete, $"v2/scorers/{id}")).Status);
        Assert.Equal(404, (await _sandbox.SendAsync(HttpMethod.Get, $"v2/scorers/{id}")).Status);
    }

    [Fact]
    public async Task Keeps_the_code_of_every_version_and_restores_one()
    {
        string id = (string)(await _sandbox.PostAsync("v2/scorers", """{"name":"length","scorer_type":"code"}"""))["id"]!;
        foreach (string code in new[] { "x = 1\r\n", "x = 2" })
        {
            using MultipartFormDataContent form = RunningSandbox.Form(code, ("validation_result", Valid));
            Assert.Equal(200, (await _sandbox.SendAsync(HttpMethod.Post, $"v2/scorers/{id}/version/code", form)).Status);
        }

        Assert.Equal("x = 1\r\n", await _sandbox.GetTextAsync($"v2/scorers/{id}/version/code?version=1"));
        Assert.Equal("x = 2", await _sandbox.GetTextAsync($"v2/scorers/{id}/version/code"));
        (int status, JsonNode? restored) = await _sandbox.SendAsync(HttpMethod.Post, $"v2/scorers/{id}/versions/1/restore");

        Assert.Equal(200, status);
        Assert.Equal(3, (int)restored!["version"]!);
        Assert.Equal("x = 1\r\n", await _sandbox.GetTextAsync($"v2/scorers/{id}/version/code"));
        JsonArray versions = (await _sandbox.GetAsync($"v2/scorers/{id}/versions?limit=2"))["versions"]!.AsArray();
        Assert.Equal([3, 2], versions.Select(version => (int)version!["version"]!));
        Assert.Equal(404, (await _sandbox.SendAsync(HttpMethod.Post, $"v2/scorers/{id}/versions/9/restore")).Status);
        Assert.Equal(404, (await _sandbox.SendAsync(HttpMethod.Get, $"v2/scorers/{id}/version/code?version=9")).Status);
        Assert.Equal(422, (await _sandbox.SendAsync(HttpMethod.Post, $"v2/scorers/{id}/versions/0/restore")).Status);
    }

    [Theory]
    [InlineData("""{"filters":[{"name":"name","operator":"contains","value":"LE"}]}""", new string[0])]
    [InlineData("""{"filters":[{"name":"name","operator":"contains","value":"LE","case_sensitive":false}]}""", new[] { "length" })]
    [InlineData("""{"filters":[{"name":"name","operator":"between","value":["a","m"]}]}""", new[] { "length" })]
    [InlineData("""{"filters":[{"name":"tags","operator":"contains","value":"short"}]}""", new[] { "tone" })]
    [InlineData("""{"filters":[{"name":"creator","operator":"eq","value":"nobody"}]}""", new string[0])]
    [InlineData("""{"filters":[{"name":"exclude_slm_scorers"}]}""", new[] { "length" })]
    [InlineData("""{"filters":[{"name":"exclude_multimodal_scorers"}]}""", new[] { "length" })]
    [InlineData("""{"sort":{"name":"name","ascending":true}}""", new[] { "length", "tone" })]
    [InlineData("""{"sort":{"name":"name","ascending":false}}""", new[] { "tone", "length" })]
    public async Task Lists_the_scorers_that_match_the_filters_in_the_requested_order(string query, string[] expected)
    {
        await _sandbox.PostAsync("v2/scorers", """{"name":"length","scorer_type":"code"}""");
        await _sandbox.PostAsync(
            "v2/scorers", """{"name":"tone","scorer_type":"luna","model_type":"slm","tags":["short"],"multimodal_capabilities":["vision"]}""");

        JsonNode list = await _sandbox.PostAsync("v2/scorers/list", query);

        Assert.Equal(expected, list["scorers"]!.AsArray().Select(scorer => (string)scorer!["name"]!));
    }

    [Theory]
    [InlineData("""{"filters":{}}""", "filters")]
    [InlineData("""{"filters":[1]}""", "filters")]
    [InlineData("""{"filters":[{"name":"colour","operator":"eq","value":"red"}]}""", "filters")]
    [InlineData("""{"filters":[{"name":"name","operator":"like","value":"x"}]}""", "filters")]
    [InlineData("""{"filters":[{"name":"name","operator":"eq"}]}""", "filters")]
    [InlineData("""{"filters":[{"name":"name","operator":"between","value":["a"]}]}""", "filters")]
    [InlineData("""{"sort":{"name":"colour"}}""", "sort")]
    [InlineData("""{"sort":{}}""", "sort")]
    public async Task Rejects_an_invalid_query(string query, string place)
    {
        using StringContent content = RunningSandbox.Json(query);
        (int status, JsonNode? body) = await _sandbox.SendAsync(HttpMethod.Post, "v2/scorers/list", content);
        Assert.Equal(422, status);
        Assert.Equal(place, (string)body!["detail"]![0]!["loc"]![1]!);
    }

    [Fact]
    public async Task Rejects_a_duplicate_name_and_invalid_code()
    {
        const string Body = """{"name":"length","scorer_type":"code"}""";
        JsonNode made = await _sandbox.PostAsync("v2/scorers", Body);
        using StringContent again = RunningSandbox.Json(Body);
        (int status, JsonNode? body) = await _sandbox.SendAsync(HttpMethod.Post, "v2/scorers", again);
        Assert.Equal(422, status);
        Assert.Contains("already exists", (string)body!["detail"]![0]!["msg"]!, StringComparison.Ordinal);
        using MultipartFormDataContent form = RunningSandbox.Form("x = 1", ("validation_result", """{"result_type":"invalid","error_message":"no"}"""));
        Assert.Equal(422, (await _sandbox.SendAsync(HttpMethod.Post, $"v2/scorers/{made["id"]}/version/code", form)).Status);
        using StringContent nameless = RunningSandbox.Json("""{"scorer_type":"magic"}""");
        Assert.Equal(422, (await _sandbox.SendAsync(HttpMethod.Post, "v2/scorers", nameless)).Status);
    }

    [Fact]
    public async Task Finds_projects_log_streams_and_experiments_by_name()
    {
        JsonNode projects = await _sandbox.PostAsync("v2/projects/paginated", Named(SandboxSample.ProjectName));
        Assert.Equal(SandboxSample.ProjectId, (string)Assert.Single(projects["projects"]!.AsArray())!["id"]!);
        JsonNode streams = await _sandbox.PostAsync($"v2/projects/{SandboxSample.ProjectId}/log_streams/search", Named(SandboxSample.LogStreamName));
        Assert.Equal(12, (int)Assert.Single(streams["log_streams"]!.AsArray())!["num_traces"]!);
        JsonNode experiments = await _sandbox.PostAsync($"v2/projects/{SandboxSample.ProjectId}/experiments/search", Named(SandboxSample.ExperimentName));
        Assert.Equal(5, (int)Assert.Single(experiments["experiments"]!.AsArray())!["num_traces"]!);
        Assert.Empty((await _sandbox.PostAsync("v2/projects/paginated", Named("nothing")))["projects"]!.AsArray());
        Assert.Single((await _sandbox.GetAsync("projects?project_name=" + SandboxSample.ProjectName)).AsArray());

        JsonNode made = await _sandbox.PostAsync("v2/projects", """{"name":"mine"}""");
        JsonNode stream = await _sandbox.PostAsync($"v2/projects/{made["id"]}/log_streams", """{"name":"first"}""");
        Assert.Equal("first", (string)(await _sandbox.GetAsync($"v2/projects/{made["id"]}/log_streams/{stream["id"]}"))["name"]!);
        Assert.Equal(404, (await _sandbox.SendAsync(HttpMethod.Get, $"v2/projects/{SandboxSample.ProjectId}/log_streams/{stream["id"]}")).Status);

        static string Named(string name) => $$"""{"filters":[{"name":"name","operator":"eq","value":"{{name}}"}]}""";
    }
}
