using System.Net;
using System.Net.Sockets;
using GalileoEval.Errors;
using GalileoEval.Kolena;
using GalileoEval.Transport;

namespace GalileoEval.Tests.Kolena;

public sealed class StartRunTests : IDisposable
{
    private const string Started = """
        {"agent_id":1,"run_id":9,"user_defined_id":"inv-1","status":"running","created":"2026-03-01T10:00:00","files":["a.txt","b.txt"]}
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task All_files_are_sent_as_one_form()
    {
        using RecordingTransport transport = new RecordingTransport(EvalService.Kolena).Returns(Started, HttpStatusCode.Created);
        KolenaFile[] files = [KolenaFile.Open(_folder.Write("a.txt", "first")), KolenaFile.Open(_folder.Write("ä\".txt", "second"))];

        KolenaAgentRun run = await new KolenaClient(transport).StartRunAsync(
            1, files, "inv-1", new DateTime(2026, 3, 1, 12, 0, 0, DateTimeKind.Unspecified), sent: null, default);

        RecordedRequest sent = transport.Last;
        Assert.Equal(HttpMethod.Post, sent.Request.Method);
        Assert.Equal("api/v1/client/agents/1/runs", sent.Path);
        Assert.Equal(EvalRetry.Start, sent.Request.Retry);
        Assert.Equal(600, sent.Request.RequestsPerMinute);
        Assert.NotNull(sent.Request.Sent);
        Assert.StartsWith("multipart/form-data; boundary=", sent.ContentType, StringComparison.Ordinal);
        Assert.Contains("form-data; name=\"files\"; filename=\"a.txt\"\r\n\r\nfirst\r\n", sent.Text, StringComparison.Ordinal);
        Assert.Contains(
            "form-data; name=\"files\"; filename=\"_%22.txt\"; filename*=UTF-8''%C3%A4%22.txt\r\n\r\nsecond\r\n", sent.Text, StringComparison.Ordinal);
        Assert.Contains("form-data; name=\"user_defined_id\"\r\n\r\ninv-1\r\n", sent.Text, StringComparison.Ordinal);
        Assert.Contains("form-data; name=\"due_date\"\r\n\r\n2026-03-01T12:00:00Z\r\n", sent.Text, StringComparison.Ordinal);
        Assert.Equal((1, 9, "running", "inv-1"), (run.AgentId, run.RunId, run.Status, run.UserDefinedId));
    }

    [Fact]
    public async Task Fields_without_a_value_are_omitted()
    {
        using RecordingTransport transport = new RecordingTransport(EvalService.Kolena).Returns(Started);

        await StartAsync(transport);

        Assert.DoesNotContain("user_defined_id", transport.Last.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("due_date", transport.Last.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"run_id":9}""")]
    [InlineData("""{"id":9}""")]
    public async Task The_ID_alone_is_a_reference_to_the_run(string body)
    {
        using RecordingTransport transport = new RecordingTransport(EvalService.Kolena).Returns(body);

        KolenaAgentRun run = await StartAsync(transport);

        Assert.Equal((1, 9), (run.AgentId, run.RunId));
        Assert.Equal(EvalState.Unknown, run.State);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"run_id":"nine"}""")]
    [InlineData("""{"agent_id":2,"run_id":9,"status":"running"}""")]
    [InlineData("<html><body>Log in</body></html>")]
    public async Task An_invalid_response_is_an_error_that_says_how_to_find_out(string body)
    {
        using RecordingTransport transport = new RecordingTransport(EvalService.Kolena).Returns(body);

        EvalException error = await Assert.ThrowsAsync<EvalException>(() => StartAsync(transport));

        Assert.Equal(EvalErrorCondition.InvalidResponse, error.Condition);
        Assert.StartsWith("The service may have started it: list the runs", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError, true)]
    [InlineData(HttpStatusCode.GatewayTimeout, true)]
    [InlineData(HttpStatusCode.ServiceUnavailable, false)]
    [InlineData(HttpStatusCode.Unauthorized, false)]
    [InlineData((HttpStatusCode)429, false)]
    public async Task Only_an_error_after_the_request_was_received_says_how_to_find_out(HttpStatusCode status, bool expected)
    {
        using RecordingTransport transport = new RecordingTransport(EvalService.Kolena).Returns("""{"detail":"words"}""", status);

        EvalException error = await Assert.ThrowsAsync<EvalException>(() => StartAsync(transport));

        Assert.Equal(status, error.StatusCode);
        Assert.Equal("words", error.ServerMessage);
        Assert.Equal(expected, error.RecommendedAction?.Contains("may have started", StringComparison.Ordinal) ?? false);
    }

    [Theory]
    [InlineData(SocketError.ConnectionRefused, false)]
    [InlineData(SocketError.HostNotFound, false)]
    [InlineData(SocketError.ConnectionReset, true)]
    public void A_lost_connection_may_hide_a_start_and_a_refused_one_does_not(SocketError socket, bool expected)
    {
        HttpRequestException failure = new("failed", new SocketException((int)socket));

        Assert.Equal(expected, LostResponse.IsPossible(new EvalException(EvalErrorCondition.ConnectionFailed, "lost", failure)));
    }

    [Theory]
    [InlineData(0, "inv-1", 1)]
    [InlineData(1, " ", 1)]
    [InlineData(1, "inv-1", 0)]
    public async Task An_invalid_argument_is_rejected_before_anything_is_sent(long agentId, string userDefinedId, int count)
    {
        using RecordingTransport transport = new(EvalService.Kolena);
        KolenaFile[] files = [.. Enumerable.Repeat(KolenaFile.Open(_folder.Write("a.txt", "x")), count)];

        EvalException error = await Assert.ThrowsAsync<EvalException>(
            () => new KolenaClient(transport).StartRunAsync(agentId, files, userDefinedId, dueDate: null, sent: null, default));

        Assert.Equal(EvalErrorCondition.InvalidArgument, error.Condition);
        Assert.Empty(transport.Requests);
    }

    [Theory]
    [InlineData("missing.txt", "it does not exist.")]
    [InlineData("empty.txt", "it is empty, or not a regular file.")]
    [InlineData(".", "it is a directory.")]
    public void A_file_that_cannot_be_sent_is_rejected(string name, string reason)
    {
        _folder.Write("empty.txt", "");

        EvalException error = Assert.Throws<EvalException>(() => KolenaFile.Open(Path.Combine(_folder.Path, name)));

        Assert.Equal(EvalErrorCondition.InvalidFile, error.Condition);
        Assert.Equal(EvalService.Kolena, error.Service);
        Assert.EndsWith(reason, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("shorter")]
    [InlineData("much longer than before")]
    public async Task A_file_that_changes_after_the_check_is_an_error(string content)
    {
        KolenaFile file = KolenaFile.Open(_folder.Write("a.txt", "twelve bytes"));
        _folder.Write("a.txt", content);
        using HttpContent part = file.ToContent();

        EvalException error = await Assert.ThrowsAsync<EvalException>(() => part.CopyToAsync(Stream.Null));

        Assert.Equal(EvalErrorCondition.InvalidFile, error.Condition);
    }

    [Fact]
    public async Task A_file_that_is_cut_off_while_it_is_sent_is_an_error()
    {
        string path = _folder.Write("a.txt", new string('x', 2 * LocalFileContent.BufferLength));
        using HttpContent part = KolenaFile.Open(path).ToContent();
        using ActingStream target = new(() =>
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            file.SetLength(LocalFileContent.BufferLength);
        });

        EvalException error = await Assert.ThrowsAsync<EvalException>(() => part.CopyToAsync(target));

        Assert.Equal(EvalErrorCondition.InvalidFile, error.Condition);
        Assert.EndsWith("its length changed after it was checked.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_large_file_is_copied_through_one_buffer()
    {
        const long length = 1L << 28;
        string path = Path.Combine(_folder.Path, "large.bin");
        // Sparse: takes no space on the disk.
        using (FileStream large = File.Create(path))
            large.SetLength(length);
        using MultipartFormDataContent form = KolenaRunForm.Create([KolenaFile.Open(path)], "large", dueDate: null);
        using BufferCountingStream target = new();

        await form.CopyToAsync(target);

        Assert.Equal(form.Headers.ContentLength, target.Count);
        Assert.True(target.Count > length);
        Assert.Equal(1, target.LargeBuffers);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("""{"message":"removed"}""")]
    public async Task A_removal_accepts_any_successful_response(string body)
    {
        using RecordingTransport transport = new RecordingTransport(EvalService.Kolena).Returns(body);

        await new KolenaClient(transport).RemoveRunAsync(1, 9, default);

        Assert.Equal(HttpMethod.Delete, transport.Last.Request.Method);
        Assert.Equal("api/v1/client/agents/1/runs/9", transport.Last.Path);
        Assert.Equal(EvalRetry.Start, transport.Last.Request.Retry);
    }

    [Fact]
    public async Task A_web_page_is_not_a_removal()
    {
        using RecordingTransport transport =
            new RecordingTransport(EvalService.Kolena).Returns("<!DOCTYPE html><html><title>Log in</title></html>", mediaType: "text/html");

        EvalException error = await Assert.ThrowsAsync<EvalException>(() => new KolenaClient(transport).RemoveRunAsync(1, 9, default));

        Assert.True(error.IsWebPage);
        Assert.StartsWith("The service may have removed it", error.RecommendedAction, StringComparison.Ordinal);
    }

    private Task<KolenaAgentRun> StartAsync(RecordingTransport transport) =>
        new KolenaClient(transport).StartRunAsync(
            1, [KolenaFile.Open(_folder.Write("a.txt", "first"))], userDefinedId: null, dueDate: null, sent: null, default);

    /// <summary>Acts before each write.</summary>
    private sealed class ActingStream(Action act) : MemoryStream
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            act();
            return base.WriteAsync(buffer, cancellationToken);
        }
    }

    /// <summary>Counts the bytes, and the different arrays that large writes come from.</summary>
    private sealed class BufferCountingStream : MemoryStream
    {
        private readonly HashSet<byte[]> _buffers = [];

        public long Count { get; private set; }

        public int LargeBuffers => _buffers.Count;

        public override void Write(ReadOnlySpan<byte> buffer) => Count += buffer.Length;

        public override void Write(byte[] buffer, int offset, int count) => Count += count;

        public override void WriteByte(byte value) => Count++;

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Count += buffer.Length;
            if (buffer.Length > 1024 && System.Runtime.InteropServices.MemoryMarshal.TryGetArray(buffer, out ArraySegment<byte> array))
                _buffers.Add(array.Array!);
            return ValueTask.CompletedTask;
        }
    }
}
