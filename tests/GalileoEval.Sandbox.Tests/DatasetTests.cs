using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace GalileoEval.Sandbox.Tests;

public sealed class DatasetTests : IDisposable
{
    private readonly RunningSandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Theory]
    [InlineData("csv", "input,output\n\"a, \"\"b\"\"\nc\",1\nd,\n", """[["a, \"b\"\nc","1"],["d",""]]""")]
    [InlineData("jsonl", """{"input":"a","output":1}""" + "\n" + """{"input":"b"}""" + "\n", """[["a",1],["b",null]]""")]
    [InlineData("json", """[{"input":"a","output":{"x":[1]}}]""", """[["a",{"x":[1]}]]""")]
    [InlineData("json", """{"input":["a","b"],"output":[1]}""", """[["a",1],["b",null]]""")]
    public async Task Creates_a_dataset_from_a_file(string format, string content, string expected)
    {
        JsonNode made = await CreateAsync("mine", content, format);
        Assert.Equal("mine", (string)made["name"]!);
        Assert.Equal("""["input","output"]""", made["column_names"]!.ToJsonString());
        Assert.Equal(1, (int)made["current_version_index"]!);
        JsonNode page = await _sandbox.GetAsync($"v2/datasets/{made["id"]}/content");
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), new JsonArray([.. page["rows"]!.AsArray().Select(row => row!["values"]!.DeepClone())])));
        Assert.Equal("""["input","output"]""", page["column_names"]!.ToJsonString());
        Assert.Equal("a", ((string)page["rows"]![0]!["values_dict"]!["input"]!)[..1]);
    }

    [Theory]
    [InlineData("csv", "a,a\n1,2\n")]
    [InlineData("csv", "a\n1,2\n")]
    [InlineData("jsonl", "{\"a\":1}\n[1]\n")]
    [InlineData("json", "{\"a\":1}")]
    [InlineData("json", "nothing")]
    [InlineData("feather", "x")]
    public async Task Rejects_a_file_that_is_not_a_table(string format, string content)
    {
        using MultipartFormDataContent form = Form("mine", content);
        Assert.Equal(422, (await _sandbox.SendAsync(HttpMethod.Post, $"v2/datasets?format={format}", form)).Status);
    }

    [Fact]
    public async Task Lists_finds_renames_and_deletes_datasets()
    {
        JsonNode made = await CreateAsync("mine", "input\na\n");
        JsonNode again = await CreateAsync("mine", "input\nb\n", more: ("append_suffix_if_duplicate", "true"));
        Assert.Equal("mine (1)", (string)again["name"]!);
        using MultipartFormDataContent taken = Form("mine", "input\n");
        Assert.Equal(422, (await _sandbox.SendAsync(HttpMethod.Post, "v2/datasets?format=csv", taken)).Status);

        Assert.Equal(
            ["golden questions", "mine", "mine (1)"],
            (await _sandbox.GetAsync("v2/datasets"))["datasets"]!.AsArray().Select(dataset => (string)dataset!["name"]!).Order());
        JsonNode found = await _sandbox.PostAsync("v2/datasets/query", """{"filters":[{"name":"name","operator":"eq","value":"mine"}]}""");
        Assert.Equal((string)made["id"]!, (string)Assert.Single(found["datasets"]!.AsArray())!["id"]!);

        using StringContent name = RunningSandbox.Json("""{"name":"yours"}""");
        Assert.Equal(200, (await _sandbox.SendAsync(HttpMethod.Patch, $"v2/datasets/{made["id"]}", name)).Status);
        Assert.Equal("yours", (string)(await _sandbox.GetAsync($"v2/datasets/{made["id"]}"))["name"]!);
        Assert.Equal(200, (await _sandbox.SendAsync(HttpMethod.Delete, $"v2/datasets/{made["id"]}")).Status);
        Assert.Equal(404, (await _sandbox.SendAsync(HttpMethod.Get, $"v2/datasets/{made["id"]}")).Status);
    }

    [Fact]
    public async Task Keeps_a_version_for_each_edit()
    {
        JsonNode made = await CreateAsync("mine", "input,output\na,1\nb,2\nc,3\n");
        string content = $"v2/datasets/{made["id"]}/content";
        JsonArray rows = (await _sandbox.GetAsync(content))["rows"]!.AsArray();
        string first = (string)rows[0]!["row_id"]!;
        string second = (string)rows[1]!["row_id"]!;
        await EditAsync(content, $$$"""
            {"edits":[
                {"edit_type":"append_row","values":{"input":"d","extra":4}},
                {"edit_type":"prepend_row","values":{"input":"z"}},
                {"edit_type":"update_row","row_id":"{{{first}}}","values":{"output":"one"}},
                {"edit_type":"delete_row","row_id":"{{{second}}}"},
                {"edit_type":"rename_column","column_name":"output","new_column_name":"expected"}]}
            """);

        JsonNode page = await _sandbox.GetAsync(content);
        Assert.Equal("""["input","expected","extra"]""", page["column_names"]!.ToJsonString());
        Assert.Equal(
            """[["z",null,null],["a","one",null],["c","3",null],["d",null,4]]""",
            new JsonArray([.. page["rows"]!.AsArray().Select(row => row!["values"]!.DeepClone())]).ToJsonString());
        Assert.Equal(2, (int)page["rows"]![1]!["metadata"]!["updated_in_version"]!);

        await EditAsync(content, $$$"""{"edits":[{"edit_type":"filter_rows","row_ids":["{{{first}}}"]},{"edit_type":"remove_column","column_name":"extra"}]}""");
        JsonArray versions = (await _sandbox.PostAsync($"v2/datasets/{made["id"]}/versions/query"))["versions"]!.AsArray();
        Assert.Equal([3, 2, 1], versions.Select(version => (int)version!["version_index"]!));
        Assert.Equal([1, 4, 3], versions.Select(version => (int)version!["num_rows"]!));
        Assert.Equal((2, 1, 1), ((int)versions[1]!["rows_added"]!, (int)versions[1]!["rows_removed"]!, (int)versions[1]!["rows_edited"]!));
        Assert.Equal((1, 1), ((int)versions[1]!["columns_added"]!, (int)versions[1]!["columns_renamed"]!));
        JsonNode before = await _sandbox.GetAsync($"v2/datasets/{made["id"]}/versions/1/content?limit=2");
        Assert.Equal(2, before["rows"]!.AsArray().Count);
        Assert.Equal(2, (int)before["next_starting_token"]!);
        Assert.Equal(404, (await _sandbox.SendAsync(HttpMethod.Get, $"v2/datasets/{made["id"]}/versions/9/content")).Status);
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"edits":[{"edit_type":"sort_rows"}]}""")]
    [InlineData("""{"edits":[{"edit_type":"append_row"}]}""")]
    [InlineData("""{"edits":[{"edit_type":"append_row","values":{"input":"x"}},{"edit_type":"delete_row","row_id":"00000000-0000-4000-8000-000000000000"}]}""")]
    [InlineData("""{"edits":[{"edit_type":"remove_column","column_name":"nothing"}]}""")]
    public async Task Rejects_all_edits_if_one_is_invalid(string edits)
    {
        JsonNode made = await CreateAsync("mine", "input\na\n");
        using StringContent body = RunningSandbox.Json(edits);
        Assert.Equal(422, (await _sandbox.SendAsync(HttpMethod.Patch, $"v2/datasets/{made["id"]}/content", body)).Status);
        Assert.Equal(1, (int)(await _sandbox.GetAsync($"v2/datasets/{made["id"]}"))["num_rows"]!);
    }

    [Fact]
    public async Task Rejects_an_edit_of_a_version_that_is_not_current()
    {
        JsonNode made = await CreateAsync("mine", "input\na\n");
        string content = $"v2/datasets/{made["id"]}/content";
        string tag = await TagAsync(content);
        const string Edits = """{"edits":[{"values":{"input":"b"},"edit_type":"append_row"}]}""";
        Assert.Equal(204, await EditIfAsync(content, tag, Edits));
        Assert.Equal(412, await EditIfAsync(content, tag, Edits));
        Assert.NotEqual(tag, await TagAsync(content));
        Assert.Equal(2, (int)(await _sandbox.GetAsync($"v2/datasets/{made["id"]}"))["num_rows"]!);
    }

    [Fact]
    public async Task Contains_the_sample_dataset_and_copies_it()
    {
        JsonNode sample = await _sandbox.GetAsync($"v2/datasets/{SandboxSample.DatasetId}/content");
        Assert.Equal(4, sample["rows"]!.AsArray().Count);
        Assert.Equal("""["input","output","metadata"]""", sample["column_names"]!.ToJsonString());
        using MultipartFormDataContent form = RunningSandbox.Form(null, ("name", "copy"), ("copy_from_dataset_id", SandboxSample.DatasetId));
        (int status, JsonNode? copy) = await _sandbox.SendAsync(HttpMethod.Post, "v2/datasets", form);
        Assert.Equal(200, status);
        Assert.Equal(4, (int)copy!["num_rows"]!);
    }

    private static MultipartFormDataContent Form(string name, string content, params (string Name, string Value)[] more)
    {
        MultipartFormDataContent form = RunningSandbox.Form(null, [("name", name), .. more]);
        form.Add(new StringContent(content), "file", name);
        return form;
    }

    private async Task<JsonNode> CreateAsync(string name, string content, string format = "csv", params (string Name, string Value)[] more)
    {
        using MultipartFormDataContent form = Form(name, content, more);
        (int status, JsonNode? body) = await _sandbox.SendAsync(HttpMethod.Post, $"v2/datasets?format={format}", form);
        Assert.True(status == 200, $"{status}: {body}");
        return body!;
    }

    private async Task EditAsync(string path, string edits)
    {
        using StringContent body = RunningSandbox.Json(edits);
        (int status, JsonNode? response) = await _sandbox.SendAsync(HttpMethod.Patch, path, body);
        Assert.True(status == 204, $"{status}: {response}");
    }

    private async Task<int> EditIfAsync(string path, string tag, string edits)
    {
        using StringContent body = RunningSandbox.Json(edits);
        return (await _sandbox.SendAsync(HttpMethod.Patch, path, body, headers => Authenticate(headers, tag))).Status;
    }

    private async Task<string> TagAsync(string path)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, path);
        Authenticate(request.Headers, null);
        using HttpResponseMessage response = await _sandbox.Client.SendAsync(request);
        return response.Headers.ETag!.Tag;
    }

    private void Authenticate(HttpRequestHeaders headers, string? tag)
    {
        headers.Add("Galileo-API-Key", _sandbox.Key);
        if (tag is not null)
            headers.Add("If-Match", tag);
    }
}
