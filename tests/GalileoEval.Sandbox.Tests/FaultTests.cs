using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GalileoEval.Sandbox.Tests;

public sealed class FaultTests
{
    private const string Path = "v2/task?task_id=task_sandbox_01";

    public static TheoryData<EvalSandboxFaultKind> Kinds => [.. Enum.GetValues<EvalSandboxFaultKind>()];

    [Theory]
    [InlineData(EvalSandboxFaultKind.TooManyRequests, 429, null)]
    [InlineData(EvalSandboxFaultKind.TooManyRequestsRetryAfter, 429, "1")]
    [InlineData(EvalSandboxFaultKind.InternalServerError, 500, null)]
    [InlineData(EvalSandboxFaultKind.BadGateway, 502, null)]
    [InlineData(EvalSandboxFaultKind.ServiceUnavailable, 503, null)]
    public async Task An_error_has_its_status(EvalSandboxFaultKind kind, int status, string? retryAfter)
    {
        using RunningSandbox sandbox = Always(kind);
        using HttpResponseMessage response = await GetAsync(sandbox);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(retryAfter, response.Headers.RetryAfter?.ToString());
    }

    [Theory]
    [InlineData(EvalSandboxFaultKind.ResetBefore)]
    [InlineData(EvalSandboxFaultKind.ResetAfter)]
    [InlineData(EvalSandboxFaultKind.CutBody)]
    public async Task A_closed_connection_returns_no_complete_response(EvalSandboxFaultKind kind)
    {
        using RunningSandbox sandbox = Always(kind);
        await Assert.ThrowsAsync<HttpRequestException>(() => GetTextAsync(sandbox));
    }

    [Theory]
    [InlineData(EvalSandboxFaultKind.ResetBefore)]
    [InlineData(EvalSandboxFaultKind.ResetAfter)]
    public async Task A_reset_is_visible_to_the_socket(EvalSandboxFaultKind kind)
    {
        using RunningSandbox sandbox = Always(kind);
        using TcpClient client = new();
        await client.ConnectAsync(IPAddress.Loopback, sandbox.Host.BaseUri.Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
            $"GET /v2/healthcheck HTTP/1.1\r\nHost: localhost:{sandbox.Host.BaseUri.Port}\r\n\r\n"));
        IOException error = await Assert.ThrowsAsync<IOException>(() => client.GetStream().ReadAsync(new byte[1]).AsTask());
        Assert.Equal(SocketError.ConnectionReset, Assert.IsType<SocketException>(error.InnerException).SocketErrorCode);
    }

    [Fact]
    public async Task A_stalled_body_has_started()
    {
        using RunningSandbox sandbox = Always(EvalSandboxFaultKind.StalledBody);
        using HttpRequestMessage request = Request(sandbox, HttpMethod.Get, Path);
        using HttpResponseMessage response = await sandbox.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        await using Stream body = await response.Content.ReadAsStreamAsync();
        byte[] half = new byte[response.Content.Headers.ContentLength!.Value / 2];
        await body.ReadExactlyAsync(half);
        Task<int> next = body.ReadAsync(new byte[1]).AsTask();
        Assert.False(next.IsCompleted);

        sandbox.Host.Dispose();
        await Assert.ThrowsAnyAsync<IOException>(() => next);
    }

    [Fact]
    public async Task A_truncated_response_is_not_valid_JSON()
    {
        using RunningSandbox sandbox = Always(EvalSandboxFaultKind.InvalidJson);
        string text = await GetTextAsync(sandbox);
        Assert.StartsWith("{", text);
        Assert.ThrowsAny<JsonException>(() => JsonNode.Parse(text));
    }

    [Fact]
    public async Task A_web_page_is_HTML_and_an_error_body_is_not_a_task()
    {
        using RunningSandbox page = Always(EvalSandboxFaultKind.Html);
        using HttpResponseMessage response = await GetAsync(page);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);

        using RunningSandbox error = Always(EvalSandboxFaultKind.ErrorBody);
        Assert.Equal("Something went wrong.", (string?)JsonNode.Parse(await GetTextAsync(error))!["detail"]);
    }

    [Theory]
    [InlineData(EvalSandboxFaultKind.WrongContentType, "text/plain")]
    [InlineData(EvalSandboxFaultKind.Gzip, "application/json")]
    public async Task An_unusual_media_type_or_encoding_has_the_correct_content(EvalSandboxFaultKind kind, string mediaType)
    {
        using RunningSandbox sandbox = Always(kind);
        using HttpClient client = new(new HttpClientHandler { AutomaticDecompression = DecompressionMethods.All });
        using HttpRequestMessage request = Request(sandbox, HttpMethod.Get, Path);
        request.RequestUri = new Uri(sandbox.Host.BaseUri, Path);
        using HttpResponseMessage response = await client.SendAsync(request);
        Assert.Equal(mediaType, response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("task_sandbox_01", (string?)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["task_id"]);
    }

    [Fact]
    public async Task A_redirect_fault_has_another_origin_as_its_target()
    {
        using RunningSandbox sandbox = Always(EvalSandboxFaultKind.Redirect);
        using HttpClient client = new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = sandbox.Host.BaseUri };
        using HttpResponseMessage response = await client.SendAsync(Request(sandbox, HttpMethod.Get, Path));
        Assert.Equal(HttpStatusCode.TemporaryRedirect, response.StatusCode);
        Assert.Equal("elsewhere.invalid", response.Headers.Location?.Host);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Work_is_started_or_not_depending_on_the_kind_of_fault(EvalSandboxFaultKind kind)
    {
        bool taken = kind is not (EvalSandboxFaultKind.TooManyRequests or EvalSandboxFaultKind.TooManyRequestsRetryAfter
            or EvalSandboxFaultKind.InternalServerError or EvalSandboxFaultKind.ServiceUnavailable
            or EvalSandboxFaultKind.ResetBefore or EvalSandboxFaultKind.Redirect);
        using RunningSandbox sandbox = Always(kind);
        using HttpClient client = new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = sandbox.Host.BaseUri };
        using HttpRequestMessage request = Request(sandbox, HttpMethod.Post, "api/v1/client/agents/1/ground_truths/10/validations");
        request.Content = new ByteArrayContent([]);
        try
        {
            using HttpResponseMessage response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        }
        catch (HttpRequestException) when (kind is EvalSandboxFaultKind.ResetBefore or EvalSandboxFaultKind.ResetAfter)
        {
            // Expected for some kinds of fault.
        }

        Assert.Equal(taken ? 1 : 0, sandbox.Host.StartCount);
        EvalSandboxFault fault = Assert.Single(sandbox.Host.Faults);
        Assert.Equal((kind, 1), (fault.Kind, fault.Count));
        Assert.Equal($"{kind}=1", fault.ToString());
    }

    [Fact]
    public async Task The_same_seed_produces_the_same_faults()
    {
        Assert.Equal(await StatusesAsync(7), await StatusesAsync(7));
        Assert.NotEqual(await StatusesAsync(7), await StatusesAsync(8));
    }

    [Fact]
    public async Task The_rate_is_met_and_the_seed_is_reported()
    {
        using RunningSandbox sandbox = new(Options(0.3, null, EvalSandboxFaultKind.InternalServerError));
        for (int i = 0; i < 300; i++)
            (await GetAsync(sandbox)).Dispose();
        long faults = sandbox.Host.Faults.Sum(fault => fault.Count);
        Assert.InRange(faults, 50, 130);
        Assert.Equal(300, sandbox.Host.RequestCount);
        using RunningSandbox again = new(Options(0.3, sandbox.Host.Seed, EvalSandboxFaultKind.InternalServerError));
        for (int i = 0; i < 300; i++)
            (await GetAsync(again)).Dispose();
        Assert.Equal(faults, again.Host.Faults.Sum(fault => fault.Count));
    }

    [Fact]
    public async Task A_duplicate_start_is_counted()
    {
        using RunningSandbox sandbox = new();
        const string Scorer = "def scorer_fn(**kwargs):\n    return 1.0";
        foreach ((string text, int repeated) in new[] { ("a", 0), ("b", 0), ("a", 1) })
        {
            using MultipartFormDataContent form = RunningSandbox.Form(Scorer, ("test_input", text));
            await sandbox.SendAsync(HttpMethod.Post, "v2/scorers/code/validate", form);
            Assert.Equal(repeated, sandbox.Host.RepeatedStartCount);
        }

        Assert.Equal(3, sandbox.Host.StartCount);
    }

    [Fact]
    public async Task A_batch_has_the_requested_size()
    {
        using RunningSandbox sandbox = new(new EvalSandboxOptions { TaskCount = 250 });
        List<string> ids = [];
        string? token = null;
        do
        {
            JsonNode page = await sandbox.GetAsync("v2/tasks?batch_id=batch_sandbox" + (token is null ? "" : "&next_token=" + token));
            ids.AddRange(page["tasks"]!.AsArray().Select(task => (string)task!["task_id"]!));
            token = (string?)page["next_token"];
        }
        while (token is not null);
        Assert.Equal(250, ids.Distinct().Count());
        Assert.Equal("task_sandbox_250", ids[^1]);
    }

    private static EvalSandboxOptions Options(double rate, int? seed, params EvalSandboxFaultKind[] kinds) =>
        new() { FaultRate = rate, Seed = seed, FaultKinds = kinds };

    private static RunningSandbox Always(EvalSandboxFaultKind kind) => new(Options(1, 1, kind));

    private static HttpRequestMessage Request(RunningSandbox sandbox, HttpMethod method, string path)
    {
        HttpRequestMessage request = new(method, path);
        request.Headers.Authorization = new("Bearer", sandbox.Key);
        return request;
    }

    private static Task<HttpResponseMessage> GetAsync(RunningSandbox sandbox) =>
        sandbox.Client.SendAsync(Request(sandbox, HttpMethod.Get, Path));

    private static async Task<string> GetTextAsync(RunningSandbox sandbox)
    {
        using HttpResponseMessage response = await GetAsync(sandbox);
        return await response.Content.ReadAsStringAsync();
    }

    private static async Task<string> StatusesAsync(int seed)
    {
        using RunningSandbox sandbox = new(Options(
            0.5, seed, EvalSandboxFaultKind.InternalServerError, EvalSandboxFaultKind.BadGateway, EvalSandboxFaultKind.Html));
        List<string> seen = [];
        for (int i = 0; i < 40; i++)
        {
            using HttpResponseMessage response = await GetAsync(sandbox);
            seen.Add($"{response.StatusCode} {response.Content.Headers.ContentType}");
        }

        return string.Join(", ", seen);
    }
}
