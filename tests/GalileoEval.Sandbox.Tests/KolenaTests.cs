using System.Text.Json.Nodes;

namespace GalileoEval.Sandbox.Tests;

public sealed class KolenaTests : IDisposable
{
    private const string Validations = "api/v1/client/agents/1/ground_truths/10/validations";
    private readonly RunningSandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Theory]
    [InlineData(1, "success", 95.0)]
    [InlineData(2, "success", 71.5)]
    [InlineData(3, "failed", null)]
    [InlineData(4, "canceled", null)]
    [InlineData(5, "running", null)]
    public async Task Has_a_validation_for_each_state(int id, string status, double? score)
    {
        JsonNode validation = await _sandbox.GetAsync($"{Validations}/{id}");
        Assert.Equal(status, (string)validation["status"]!);
        Assert.Equal(score, (double?)validation["results"]?["score"]);
        Assert.Equal(10, (int)validation["ground_truth_id"]!);
    }

    [Fact]
    public async Task Ends_validations_at_their_time()
    {
        JsonNode started = await _sandbox.PostAsync(Validations);
        Assert.Equal(121, (int)started["validation_id"]!);
        _sandbox.Clock.Advance(RunningSandbox.TaskDuration - TimeSpan.FromTicks(1));
        Assert.Equal("running", (string)(await _sandbox.GetAsync($"{Validations}/5"))["status"]!);
        Assert.Equal("running", (string)(await _sandbox.GetAsync($"{Validations}/121"))["status"]!);
        _sandbox.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(88.25, (double)(await _sandbox.GetAsync($"{Validations}/5"))["results"]!["score"]!);
        Assert.Equal("success", (string)(await _sandbox.GetAsync($"{Validations}/121"))["status"]!);
    }

    [Fact]
    public async Task Lists_in_pages()
    {
        JsonNode page = await _sandbox.GetAsync(Validations + "?page_number=1&page_size=2");
        Assert.Equal(3, (int)page["total_pages"]!);
        Assert.Equal([3, 4], page["validations"]!.AsArray().Select(validation => (int)validation!["id"]!));
        Assert.Equal(2, (await _sandbox.GetAsync("api/v1/client/agents"))["agents"]!.AsArray().Count);
        Assert.Equal("Invoice reader", (string)(await _sandbox.GetAsync("api/v1/client/agents/1"))["name"]!);
        Assert.Equal(2, (await _sandbox.GetAsync("api/v1/client/agents/1/ground_truths/10/versions"))["versions"]!.AsArray().Count);
        Assert.Equal(2, (int)(await _sandbox.GetAsync("api/v1/client/agents/1/ground_truths/10/versions/2"))["version"]!);
    }

    [Theory]
    [InlineData("", new[] { 501, 502, 503, 504, 505, 506 })]
    [InlineData("?status=running", new[] { 505, 506 })]
    [InlineData("?status=success&run_ids=501&run_ids=503", new[] { 501 })]
    [InlineData("?user_defined_ids=inv-1002&user_defined_ids=inv-1006", new[] { 502, 506 })]
    [InlineData("?created_gte=2026-02-27T12:00:00Z&created_lte=2026-02-28T12:00:00", new[] { 502, 503, 504 })]
    [InlineData("?page_number=1&page_size=4", new[] { 505, 506 })]
    public async Task Lists_the_runs_that_match_the_filters(string query, int[] expected)
    {
        JsonNode page = await _sandbox.GetAsync("api/v1/client/agents/1/runs" + query);
        Assert.Equal(expected, page["runs"]!.AsArray().Select(run => (int)run!["run_id"]!));
    }

    [Fact]
    public async Task Ends_a_run_at_its_time_and_writes_times_without_an_offset()
    {
        Assert.Equal("running", (string)(await _sandbox.GetAsync("api/v1/client/agents/1/runs/505"))["status"]!);
        _sandbox.Clock.Advance(RunningSandbox.TaskDuration);
        JsonNode run = await _sandbox.GetAsync("api/v1/client/agents/1/runs/505");
        Assert.Equal("success", (string)run["status"]!);
        Assert.Equal(73.9, (double)run["data"]!["total_amount"]!["value"]!);
        Assert.Equal("2026-03-01T12:01:20.000000", (string)run["completed"]!);
        Assert.Equal("failed", (string)(await _sandbox.GetAsync("api/v1/client/agents/1/runs/506"))["status"]!);
    }

    [Fact]
    public async Task Reads_the_values_of_uploaded_files_when_the_run_ends()
    {
        using MultipartFormDataContent form = RunForm(("a.txt", "no values"), ("b.txt", "Total: 12.50, due 2026-01-31"));
        form.Add(new StringContent("inv-9"), "user_defined_id");
        (int status, JsonNode? started) = await _sandbox.SendAsync(HttpMethod.Post, "api/v1/client/agents/1/runs", form);
        Assert.Equal(200, status);
        Assert.Equal("running", (string)started!["status"]!);
        Assert.Equal(["a.txt", "b.txt"], started["files"]!.AsArray().Select(file => (string)file!));
        Assert.Equal(7, (int)(await _sandbox.GetAsync("api/v1/client/agents/1"))["n_runs"]!);

        _sandbox.Clock.Advance(RunningSandbox.TaskDuration);
        JsonNode run = (await _sandbox.GetAsync("api/v1/client/agents/1/runs?user_defined_ids=inv-9"))["runs"]![0]!;
        Assert.Equal("success", (string)run["status"]!);
        Assert.Equal(12.5, (double)run["data"]!["total_amount"]!["value"]!);
        Assert.Equal("2026-01-31", (string)run["data"]!["due_date"]!["value"]!);
        Assert.Equal("b.txt", (string)run["data"]!["total_amount"]!["metadata"]!["citations"]![0]!["file"]!);
    }

    [Fact]
    public async Task Has_no_value_when_no_file_has_it()
    {
        using MultipartFormDataContent form = RunForm(("a.txt", "nothing"));
        JsonNode started = (await _sandbox.SendAsync(HttpMethod.Post, "api/v1/client/agents/2/runs", form)).Body!;
        _sandbox.Clock.Advance(RunningSandbox.TaskDuration);
        JsonNode run = await _sandbox.GetAsync($"api/v1/client/agents/2/runs/{(int)started["run_id"]!}");
        Assert.Null(run["data"]!["total_amount"]!["value"]);
        Assert.Empty(run["data"]!["total_amount"]!["metadata"]!["citations"]!.AsArray());
    }

    [Fact]
    public async Task Accepts_an_upload_that_is_larger_than_other_bodies()
    {
        using MultipartFormDataContent form = [];
        form.Add(new ByteArrayContent(new byte[40 * 1024 * 1024]), "files", "large.bin");
        Assert.Equal(200, (await _sandbox.SendAsync(HttpMethod.Post, "api/v1/client/agents/1/runs", form)).Status);
    }

    [Fact]
    public async Task Rejects_a_run_without_files_or_with_an_invalid_date()
    {
        using MultipartFormDataContent form = [];
        form.Add(new StringContent("soon"), "due_date");
        (int status, JsonNode? body) = await _sandbox.SendAsync(HttpMethod.Post, "api/v1/client/agents/1/runs", form);
        Assert.Equal(422, status);
        Assert.Equal(2, body!["detail"]!.AsArray().Count);
    }

    [Fact]
    public async Task Counts_a_run_that_is_started_twice()
    {
        using MultipartFormDataContent first = RunForm(("a.txt", "same"));
        using MultipartFormDataContent second = RunForm(("a.txt", "same"));
        using MultipartFormDataContent other = RunForm(("a.txt", "other"));
        foreach (MultipartFormDataContent form in new[] { first, second, other })
            await _sandbox.SendAsync(HttpMethod.Post, "api/v1/client/agents/1/runs", form);
        Assert.Equal(1, _sandbox.Host.RepeatedStartCount);
    }

    [Fact]
    public async Task Removes_a_run()
    {
        Assert.Equal(200, (await _sandbox.SendAsync(HttpMethod.Delete, "api/v1/client/agents/1/runs/501")).Status);
        Assert.Equal(404, (await _sandbox.SendAsync(HttpMethod.Get, "api/v1/client/agents/1/runs/501")).Status);
        Assert.Equal(404, (await _sandbox.SendAsync(HttpMethod.Delete, "api/v1/client/agents/1/runs/501")).Status);
    }

    private static MultipartFormDataContent RunForm(params (string Name, string Content)[] files)
    {
        MultipartFormDataContent form = [];
        foreach ((string name, string content) in files)
            form.Add(new StringContent(content), "files", name);
        return form;
    }

    [Fact]
    public async Task Stores_a_new_ground_truth_that_can_be_validated()
    {
        JsonNode made = await _sandbox.PostAsync(
            "api/v1/client/agents/2/ground_truths",
            """{"name":"Leases","evaluation_instructions":"","runs":[{"user_defined_id":"l-1","data":{"rent":1800}}]}""");
        Assert.Equal((13, 1), ((int)made["id"]!, (int)made["version"]!));
        JsonNode read = await _sandbox.GetAsync("api/v1/client/agents/2/ground_truths/13/versions/1");
        Assert.Equal(1800, (int)read["runs"]![0]!["data"]!["rent"]!);
        Assert.Equal(121, (int)(await _sandbox.PostAsync("api/v1/client/agents/2/ground_truths/13/validations"))["validation_id"]!);
    }

    [Theory]
    [InlineData("{}", 3)]
    [InlineData("""{"name":"","evaluation_instructions":7,"runs":{}}""", 3)]
    [InlineData("""{"name":"x","evaluation_instructions":"","runs":[1,{"user_defined_id":2,"data":[]}]}""", 3)]
    public async Task Rejects_an_invalid_ground_truth(string body, int errors)
    {
        (int status, JsonNode? response) =
            await _sandbox.SendAsync(HttpMethod.Post, "api/v1/client/agents/1/ground_truths", RunningSandbox.Json(body));
        Assert.Equal(422, status);
        Assert.Equal(errors, response!["detail"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("api/v1/client/agents/1/runs?status=paused", 422)]
    [InlineData("api/v1/client/agents/1/runs?run_ids=x", 422)]
    [InlineData("api/v1/client/agents/1/runs?created_gte=soon", 422)]
    [InlineData("api/v1/client/agents/1/runs/601", 404)]
    [InlineData("api/v1/client/agents/99/runs", 404)]
    [InlineData("api/v1/client/agents/one", 422)]
    [InlineData("api/v1/client/agents/99", 404)]
    [InlineData("api/v1/client/agents?page_size=1001", 422)]
    [InlineData("api/v1/client/agents/1/ground_truths/99/validations", 404)]
    [InlineData("api/v1/client/agents/2/ground_truths/10/validations/1", 404)]
    [InlineData("api/v1/client/agents/1/ground_truths/11/validations/1", 404)]
    [InlineData(Validations + "/99", 404)]
    [InlineData(Validations + "/1.5", 422)]
    [InlineData(Validations + "?page_size=0", 422)]
    [InlineData(Validations + "?page_number=-1", 422)]
    public async Task Rejects_requests_as_the_service_does(string path, int expected)
    {
        (int status, JsonNode? body) = await _sandbox.SendAsync(HttpMethod.Get, path);
        Assert.Equal(expected, status);
        Assert.Equal(expected == 422, body!["detail"] is JsonArray);
    }
}
