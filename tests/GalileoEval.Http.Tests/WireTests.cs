using System.IO.Compression;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using GalileoEval.Errors;
using GalileoEval.Http.Tests.Support;
using GalileoEval.Transport;

namespace GalileoEval.Http.Tests;

/// <summary>The real primary handler with real sockets.</summary>
public sealed class WireTests
{
    private const string Head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
    private static readonly byte[] Done = LoopbackServer.Bytes(Head + "Content-Length: 4\r\n\r\ndone");

    [Fact]
    public async Task A_response_is_received()
    {
        using LoopbackServer server = new(_ => (Done, false));
        using Connection connection = Connect(server.Address);
        Assert.Equal("done", await connection.GetAsync().Soon());
        Assert.StartsWith("GET /v2/task HTTP/1.1\r\n", server.Requests[0]);
        Assert.Contains("Accept-Encoding: gzip, deflate, br", server.Requests[0]);
    }

    [Fact]
    public async Task The_version_of_an_object_is_sent_and_received()
    {
        using LoopbackServer server = new(_ => (LoopbackServer.Bytes(Head + "ETag: \"v2\"\r\nContent-Length: 4\r\n\r\ndone"), false));
        using Connection connection = Connect(server.Address);
        EvalRequest request = new() { Operation = "update", Path = "v2/x", IfMatch = "\"v1\"" };
        string? tag = await connection.SendAsync(request, (response, _) => Task.FromResult(response.Tag)).Soon();
        Assert.Equal("\"v2\"", tag);
        Assert.Contains("If-Match: \"v1\"\r\n", server.Requests[0]);
    }

    [Fact]
    public async Task The_error_of_a_refused_connection_contains_the_address()
    {
        int port = LoopbackServer.FreePort();
        using Connection connection = Connect($"http://127.0.0.1:{port}/", retries: 0);
        EvalException error = await Assert.ThrowsAsync<EvalException>(() => connection.GetAsync().Soon());
        Assert.Equal(EvalErrorCondition.ConnectionFailed, error.Condition);
        Assert.StartsWith($"Scale: get task could not reach http://127.0.0.1:{port}: ", error.Message);
        Assert.True(error.IsTransient);
        Assert.NotNull(error.InnerException);
    }

    [Fact]
    public async Task A_refused_connection_is_retried_by_an_operation_that_starts_work()
    {
        using Connection connection = Connect($"http://127.0.0.1:{LoopbackServer.FreePort()}/", retries: 1);
        Task<string> response = connection.StartAsync();
        await connection.Clock.PassNextDelayAsync();
        await Assert.ThrowsAsync<EvalException>(() => response.Soon());
        Assert.Single(connection.Observer.VerboseLines, line => line.Contains("retry 1 of 1 in 1.0 s after a connection failure"));
    }

    [Theory]
    [InlineData("Content-Length: 100\r\n\r\nhalf")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n64\r\nhalf")]
    public async Task A_truncated_body_is_retried(string cut)
    {
        using LoopbackServer server = new(number => number == 0 ? (LoopbackServer.Bytes(Head + cut), true) : (Done, false));
        using Connection connection = Connect(server.Address);
        Task<string> response = connection.GetAsync();
        await connection.Clock.PassNextDelayAsync();
        Assert.Equal("done", await response.Soon());
    }

    [Fact]
    public async Task The_error_of_a_truncated_body_reports_a_lost_connection()
    {
        using LoopbackServer server = new(_ => (LoopbackServer.Bytes(Head + "Content-Length: 100\r\n\r\nhalf"), true));
        using Connection connection = Connect(server.Address, retries: 0);
        EvalException error = await Assert.ThrowsAsync<EvalException>(() => connection.GetAsync().Soon());
        Assert.Contains("lost the connection to " + server.Address.TrimEnd('/'), error.Message);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task A_status_is_reported_even_if_its_body_cannot_be_decompressed(string encoding)
    {
        byte[] broken = LoopbackServer.Bytes(
            $"HTTP/1.1 502 Bad Gateway\r\nContent-Encoding: {encoding}\r\nContent-Length: 40\r\n\r\n" + new string('\xff', 40));
        using LoopbackServer server = new(number => (number == 0 ? broken : Done, true));
        using Connection connection = Connect(server.Address);
        Task<string> response = connection.GetAsync();
        await connection.Clock.PassNextDelayAsync();
        Assert.Equal("done", await response.Soon());
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task A_login_response_that_cannot_be_decompressed_is_an_error(string encoding)
    {
        byte[] broken = LoopbackServer.Bytes(
            $"HTTP/1.1 200 OK\r\nContent-Encoding: {encoding}\r\nContent-Length: 40\r\n\r\n" + new string('\xff', 40));
        using LoopbackServer server = new(_ => (broken, true));
        using Connection connection = new(
            wire: null, Connection.Options(EvalService.Galileo, EvalAuthentication.OAuth, server.Address, retries: 0));
        await Assert.ThrowsAsync<EvalException>(() => connection.GetAsync().Soon());
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task A_compressed_response_is_decompressed(string encoding)
    {
        using LoopbackServer server = new(_ => (Packed(encoding, "packed"), false));
        using Connection connection = Connect(server.Address);
        Assert.Equal("packed", await connection.GetAsync().Soon());
    }

    [Fact]
    public async Task An_invalid_gzip_body_is_an_InvalidResponse_error()
    {
        using LoopbackServer server = new(_ =>
            (LoopbackServer.Bytes(Head + "Content-Encoding: gzip\r\nContent-Length: 4\r\n\r\nno gz"), true));
        using Connection connection = Connect(server.Address, retries: 0);
        EvalException error = await Assert.ThrowsAsync<EvalException>(() => connection.GetAsync().Soon());
        Assert.Equal(EvalErrorCondition.InvalidResponse, error.Condition);
    }

    [Fact]
    public async Task A_response_that_is_not_HTTP_is_an_InvalidResponse_error()
    {
        using LoopbackServer server = new(_ => (LoopbackServer.Bytes("SSH-2.0-OpenSSH\r\n\r\n"), true));
        using Connection connection = Connect(server.Address, retries: 0);
        EvalException error = await Assert.ThrowsAsync<EvalException>(() => connection.GetAsync().Soon());
        Assert.Equal(EvalErrorCondition.InvalidResponse, error.Condition);
    }

    [Fact]
    public async Task An_untrusted_certificate_is_a_final_error_unless_certificate_checks_are_skipped()
    {
        using X509Certificate2 certificate = MakeCertificate();
        using LoopbackServer server = new(_ => (Done, true), certificate);
        using Connection connection = Connect(server.Address);
        EvalException error = await Assert.ThrowsAsync<EvalException>(() => connection.GetAsync().Soon());
        Assert.Equal(EvalErrorCondition.ConnectionFailed, error.Condition);
        Assert.StartsWith($"Scale: get task could not reach {server.Address.TrimEnd('/')}: ", error.Message);
        Assert.Contains("-SkipCertificateCheck", error.RecommendedAction);
        Assert.False(error.IsTransient);
        Assert.Empty(server.Requests);

        using Connection trusting = new(wire: null, Options(server.Address, skipCertificateCheck: true));
        Assert.Equal("done", await trusting.GetAsync().Soon());
    }

    [Fact]
    public async Task A_proxy_is_used_if_unencrypted_requests_are_allowed()
    {
        using LoopbackServer proxy = new(_ => (Done, true));
        using Connection connection = new(wire: null, Options("http://api.test/", new Uri(proxy.Address), allowUnencrypted: true));
        Assert.Equal("done", await connection.GetAsync().Soon());
        Assert.StartsWith("GET http://api.test/v2/task HTTP/1.1", proxy.Requests[0]);
    }

    [Fact]
    public async Task A_request_to_this_machine_bypasses_the_proxy()
    {
        using LoopbackServer proxy = new(_ => (Done, true));
        using LoopbackServer server = new(_ => (Done, true));
        using Connection connection = new(wire: null, Options(server.Address, new Uri(proxy.Address)));
        Assert.Equal("done", await connection.GetAsync().Soon());
        Assert.Empty(proxy.Requests);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Cancellation_ends_a_pending_connection()
    {
        // The server accepts the connection and never starts TLS.
        using LoopbackServer server = new(_ => ([], false));
        using CancellationTokenSource stop = new();
        using Connection connection = Connect(server.Address.Replace("http:", "https:"));
        Task<string> response = connection.GetAsync(cancellationToken: stop.Token);
        stop.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => response.Soon());
    }

    [Fact]
    public async Task A_response_above_the_maximum_length_is_rejected()
    {
        StubHandler wire = new StubHandler().RespondWithBody(new MemoryStream(new byte[1001]));
        using Connection connection = new(wire, Connection.Options(maximumResponseLength: 1000));
        EvalException error = await Assert.ThrowsAsync<EvalException>(() => connection.GetAsync().Soon());
        Assert.Equal(EvalErrorCondition.InvalidResponse, error.Condition);
        Assert.Contains("longer than 1000 bytes", error.Message);
        Assert.Single(wire.Sent);

        using Connection roomy = new(new StubHandler().RespondWithBody(new MemoryStream(new byte[1000])), Connection.Options(maximumResponseLength: 1000));
        Assert.Equal(1000, (await roomy.GetAsync().Soon()).Length);
    }

    [Fact]
    public async Task The_target_of_a_redirect_to_another_origin_receives_nothing()
    {
        using LoopbackServer other = new(_ => (Done, true));
        using LoopbackServer server = new(_ =>
            (LoopbackServer.Bytes($"HTTP/1.1 302 Found\r\nLocation: {other.Address}\r\nContent-Length: 0\r\n\r\n"), true));
        using Connection connection = Connect(server.Address, retries: 0);
        await Assert.ThrowsAsync<EvalException>(() => connection.GetAsync().Soon());
        Assert.Empty(other.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_closed_pooled_connection_does_not_start_work_twice(bool withBody)
    {
        // The second request arrives on the pooled connection, which then closes without a response.
        using LoopbackServer server = new(number => number == 1 ? ([], true) : (Done, false));
        using Connection connection = Connect(server.Address);
        await connection.GetAsync().Soon();
        await Assert.ThrowsAsync<EvalException>(
            () => connection.StartAsync(content: withBody ? () => new StringContent("x") : null).Soon());
        Assert.Equal(2, server.Requests.Count);
        Assert.StartsWith("POST /v2/start", server.Requests[1]);
    }

    private static Connection Connect(string address, int retries = 5) =>
        new(wire: null, Connection.Options(address: address, retries: retries));

    private static EvalConnectionOptions Options(
        string address, Uri? proxy = null, bool skipCertificateCheck = false, bool allowUnencrypted = false) => new()
        {
            Service = EvalService.Scale,
            BaseUri = new Uri(address),
            Authentication = EvalAuthentication.Bearer,
            ApiKey = Connection.Secure(Connection.Key),
            Proxy = proxy,
            SkipCertificateCheck = skipCertificateCheck,
            AllowUnencryptedAuthentication = allowUnencrypted,
        };

    private static X509Certificate2 MakeCertificate()
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    private static byte[] Packed(string encoding, string text)
    {
        using MemoryStream packed = new();
        using (Stream packer = encoding switch
        {
            "gzip" => new GZipStream(packed, CompressionMode.Compress, leaveOpen: true),
            "br" => new BrotliStream(packed, CompressionMode.Compress, leaveOpen: true),
            _ => new ZLibStream(packed, CompressionMode.Compress, leaveOpen: true),
        })
            packer.Write(Encoding.UTF8.GetBytes(text));
        return
        [
            .. LoopbackServer.Bytes(Head + $"Content-Encoding: {encoding}\r\nContent-Length: {packed.Length}\r\n\r\n"),
            .. packed.ToArray(),
        ];
    }
}
