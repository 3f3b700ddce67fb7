using System.Net;
using System.Security;
using System.Text.Json.Nodes;
using GalileoEval.Errors;
using GalileoEval.Sandbox.Server;

namespace GalileoEval.Sandbox.Tests;

public sealed class HostTests
{
    [Fact]
    public void Generates_an_API_key_or_uses_the_given_one()
    {
        using RunningSandbox one = new();
        using RunningSandbox two = new();
        Assert.Matches("^test_[0-9a-f]{32}$", one.Key);
        Assert.NotEqual(one.Key, two.Key);
        Assert.NotEqual(one.Host.BaseUri, two.Host.BaseUri);

        SecureString key = new NetworkCredential("", "my-key").SecurePassword;
        using RunningSandbox three = new(new EvalSandboxOptions { ApiKey = key });
        Assert.Equal("my-key", three.Key);
    }

    [Fact]
    public void Reports_a_port_in_use()
    {
        using RunningSandbox sandbox = new();
        EvalException error = Assert.Throws<EvalException>(
            () => new EvalSandboxFactory().Start(new EvalSandboxOptions { Port = sandbox.Host.BaseUri.Port }));
        Assert.Equal(EvalErrorCondition.ConnectionFailed, error.Condition);
        Assert.Throws<EvalException>(() => new EvalSandboxFactory().Start(new EvalSandboxOptions { Port = 70000 }));
    }

    [Fact]
    public async Task Serves_concurrent_requests_on_both_host_names()
    {
        using RunningSandbox sandbox = new();
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => sandbox.GetAsync($"v2/task?task_id=task_sandbox_0{1 + (i % 8)}")));
        Assert.Equal(200, sandbox.Host.RequestCount);
        if (!OperatingSystem.IsWindows())
            await sandbox.GetAsync($"http://127.0.0.1:{sandbox.Host.BaseUri.Port}/v2/healthcheck");
    }

    [Theory]
    [InlineData("GET", "v2/projects/everything", false)]
    [InlineData("POST", "v2/scorers/nothing", false)]
    [InlineData("GET", "public/v2/scorers/code", false)]
    [InlineData("GET", "nothing", false)]
    [InlineData("GET", "api/v1/client/nothing", false)]
    [InlineData("POST", "v2/task/nothing", true)]
    [InlineData("GET", "v2/batches/nothing", true)]
    public async Task Rejects_an_unknown_operation_in_the_format_of_its_service(string method, string path, bool scale)
    {
        using RunningSandbox sandbox = new();
        (int status, JsonNode? body) = await sandbox.SendAsync(new HttpMethod(method), path);
        Assert.Equal(404, status);
        Assert.Equal(scale ? """{"status_code":404,"error":"Not Found"}""" : """{"detail":"Not Found"}""", body!.ToJsonString());
    }

    [Fact]
    public async Task Delays_responses_by_the_latency()
    {
        using RunningSandbox sandbox = new(new EvalSandboxOptions { Latency = TimeSpan.FromMinutes(5) });
        Task<JsonNode> response = sandbox.GetAsync("v2/healthcheck");
        Assert.Equal(0, sandbox.Host.RequestCount);
        while (!response.IsCompleted)
        {
            sandbox.Clock.Advance(TimeSpan.FromMinutes(5));
            await Task.Yield();
        }

        await response;
    }

    [Fact]
    public async Task Leaves_nothing_behind()
    {
        RunningSandbox sandbox = new();
        JsonNode task = await sandbox.ValidateAsync("import os\ndef score_type():\n    return str\ndef scorer_fn(**kwargs):\n    return os.getcwd()");
        string run = (string)task["result"]!["result"]!["test_scores"]![0]!["score"]!;
        Assert.False(Directory.Exists(run));
        string temporary = Path.GetDirectoryName(run)!;
        Assert.Contains("GalileoEval.Sandbox-", run, StringComparison.Ordinal);

        string marker = Path.Combine(temporary, Guid.NewGuid().ToString("N"));
        using MultipartFormDataContent endless = RunningSandbox.Form($"""
            import os
            open({System.Text.Json.JsonSerializer.Serialize(marker)}, 'w').write(os.getcwd() + chr(10))
            while True: pass
            """);
        (_, JsonNode? started) = await sandbox.SendAsync(HttpMethod.Post, "v2/scorers/code/validate", endless);
        await sandbox.UntilAsync($"v2/scorers/code/validate/{started!["task_id"]}", _ => File.Exists(marker) && File.ReadAllText(marker).EndsWith('\n'));
        string folder = (await File.ReadAllTextAsync(marker)).Trim();
        File.Delete(marker);
        Assert.True(Directory.Exists(folder));
        sandbox.Dispose();

        Assert.False(Directory.Exists(folder));
        Assert.False(sandbox.Host.IsRunning);
        using HttpClient client = new();
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(sandbox.Host.BaseUri));
    }
}
