using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using GalileoEval.Sandbox.Scoring;
using GalileoEval.Sandbox.Server;
using Microsoft.Extensions.Time.Testing;

namespace GalileoEval.Sandbox.Tests;

/// <summary>A sandbox with the clock of the test, and a client with its API key.</summary>
internal sealed class RunningSandbox : IDisposable
{
    public static readonly TimeSpan TaskDuration = TimeSpan.FromSeconds(80);

    public static readonly TimeSpan ScorerTimeout = TimeSpan.FromHours(1);

    // Searched once for all tests: the launcher of a version manager is slow.
    private static readonly Lazy<string?> Python = new(() => new PythonInterpreter(null).Path);

    public RunningSandbox(EvalSandboxOptions? options = null)
    {
        Host = new EvalSandboxFactory().Start(
            options ?? new EvalSandboxOptions { TaskDuration = TaskDuration, ScorerTimeout = ScorerTimeout, PythonPath = PythonPath }, Clock);
        Key = new NetworkCredential("", Host.ApiKey).Password;
        Client = new HttpClient { BaseAddress = Host.BaseUri, Timeout = TimeSpan.FromMinutes(1) };
    }

    /// <summary>The interpreter that a sandbox finds on PATH.</summary>
    public static string? PythonPath => Python.Value;

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public IEvalSandboxHost Host { get; }

    public string Key { get; }

    public HttpClient Client { get; }

    public async Task<(int Status, JsonNode? Body)> SendAsync(
        HttpMethod method, string path, HttpContent? content = null, Action<HttpRequestHeaders>? authenticate = null)
    {
        using HttpRequestMessage request = new(method, path) { Content = content };
        if (authenticate is not null)
            authenticate(request.Headers);
        else if (path.StartsWith("api/", StringComparison.Ordinal))
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        else
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Key);
            request.Headers.Add("Galileo-API-Key", Key);
        }

        using HttpResponseMessage response = await Client.SendAsync(request);
        string text = await response.Content.ReadAsStringAsync();
        if (response.StatusCode == HttpStatusCode.NoContent)
        {
            Assert.Empty(text);
            return ((int)response.StatusCode, null);
        }

        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        return ((int)response.StatusCode, JsonNode.Parse(text));
    }

    public async Task<JsonNode> GetAsync(string path) => Ok(await SendAsync(HttpMethod.Get, path));

    /// <summary>Reads a response that is a file.</summary>
    public async Task<string> GetTextAsync(string path)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, path);
        request.Headers.Add("Galileo-API-Key", Key);
        using HttpResponseMessage response = await Client.SendAsync(request);
        Assert.Equal("text/x-python", response.Content.Headers.ContentType?.MediaType);
        return await response.Content.ReadAsStringAsync();
    }

    public async Task<JsonNode> PostAsync(string path, string json = "{}") => Ok(await SendAsync(HttpMethod.Post, path, Json(json)));

    public static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");

    /// <summary>A form with a scorer file and fields.</summary>
    public static MultipartFormDataContent Form(string? scorer, params (string Name, string Value)[] fields)
    {
        MultipartFormDataContent form = [];
        if (scorer is not null)
            form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(scorer)), "file", "my_scorer.py");
        foreach ((string name, string value) in fields)
            form.Add(new StringContent(value), name);
        return form;
    }

    /// <summary>Validates a scorer file and waits until it ends.</summary>
    public async Task<JsonNode> ValidateAsync(string scorer, params (string Name, string Value)[] fields)
    {
        JsonNode started = Ok(await SendAsync(HttpMethod.Post, "v2/scorers/code/validate", Form(scorer, fields)));
        return await UntilAsync($"v2/scorers/code/validate/{started["task_id"]}", task => (string?)task["status"] is "completed" or "failed");
    }

    /// <summary>Scores stored records and waits until it ends.</summary>
    /// <returns>The response to the search.</returns>
    public async Task<JsonNode> ScoreAsync(string scorer, string search = "", params (string Name, string Value)[] fields)
    {
        JsonNode started = Ok(await SendAsync(HttpMethod.Post, "v2/scorers/code/validate/log_record", Form(scorer, fields)));
        return await RecordsAsync(started, search);
    }

    public async Task<JsonNode> RecordsAsync(JsonNode started, string search = "")
    {
        string path = $"v2/projects/{started["project_id"]}/traces/search";
        string body = $$"""{"experiment_id":"{{started["metrics_experiment_id"]}}"{{search}}}""";
        JsonArray records = [];
        while (true)
        {
            // Advances the clock only for the copy: more would exceed the time limit of the scorer.
            if (records.Count == 0)
                Clock.Advance(TaskDuration / 10);
            JsonNode page = await PostAsync(path, body);
            records = page["records"]!.AsArray();
            if (records.Count > 0 && records.All(record => Metric(record!)["status_type"]!.ToString() is not ("pending" or "computing")))
                return page;
        }
    }

    public static JsonNode Metric(JsonNode record) => record["metric_info"]!["registered_scorer_validation"]!;

    public async Task<JsonNode> UntilAsync(string path, Func<JsonNode, bool> done)
    {
        while (true)
        {
            JsonNode response = await GetAsync(path);
            if (done(response))
                return response;
        }
    }

    public void Dispose()
    {
        Client.Dispose();
        Host.Dispose();
    }

    private static JsonNode Ok((int Status, JsonNode? Body) response)
    {
        Assert.True(response.Status == 200, $"{response.Status}: {response.Body}");
        return response.Body!;
    }
}
