using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace GalileoEval.Sandbox.Tests;

/// <summary>Requests that no valid client sends: the sandbox rejects them and keeps running.</summary>
public sealed class HostileRequestTests : IDisposable
{
    private readonly RunningSandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Theory]
    [InlineData("GET /v2/../../etc/passwd HTTP/1.1")]
    [InlineData("GET /v2/%2e%2e/%2e%2e/etc/passwd HTTP/1.1")]
    [InlineData("GET /v2/task?task_id=%zz HTTP/1.1")]
    [InlineData("GET /%zz HTTP/1.1")]
    [InlineData("GET /v2/scorers/code/validate/%00 HTTP/1.1")]
    [InlineData("GET http://elsewhere.invalid/v2/task HTTP/1.1")]
    [InlineData("DELETE /v2/scorers/.. HTTP/1.1")]
    [InlineData("NONSENSE")]
    [InlineData("GET / HTTP/1.1", "X-Long", 200_000)]
    [InlineData("POST /v2/scorers/code/validate HTTP/1.1", "Content-Length", -5)]
    [InlineData("POST /v2/scorers/list HTTP/1.1", "Transfer-Encoding", 7)]
    public async Task Is_rejected(string line, string? header = null, int size = 0)
    {
        string value = header == "X-Long" ? new string('x', size) : size.ToString(CultureInfo.InvariantCulture);
        string response = await SendAsync(line, header is null ? "" : $"{header}: {value}\r\n");
        // For some malformed requests, the listener closes the connection.
        Assert.Matches("^(HTTP/1\\.1 [45]\\d\\d|$)", response);
        Assert.DoesNotContain("Sandbox error", response, StringComparison.Ordinal);
        await _sandbox.GetAsync("v2/healthcheck");
    }

    [Fact]
    public async Task Without_the_key_is_401()
    {
        foreach (string path in new[] { "v2/task?task_id=task_sandbox_01", "api/v1/client/agents", "v2/current_user" })
        {
            string response = await SendAsync($"GET /{path} HTTP/1.1", "");
            Assert.StartsWith("HTTP/1.1 401 ", response, StringComparison.Ordinal);
        }
    }

    private async Task<string> SendAsync(string line, string headers)
    {
        using TcpClient client = new();
        await client.ConnectAsync("127.0.0.1", _sandbox.Host.BaseUri.Port);
        NetworkStream stream = client.GetStream();
        byte[] request = Encoding.ASCII.GetBytes(
            $"{line}\r\nHost: localhost:{_sandbox.Host.BaseUri.Port}\r\nConnection: close\r\n{headers}\r\n");
        try
        {
            await stream.WriteAsync(request);
            using StreamReader reader = new(stream, Encoding.ASCII);
            return await reader.ReadToEndAsync();
        }
        catch (IOException)
        {
            return "";
        }
    }
}
