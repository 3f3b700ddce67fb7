using System.Net;
using GalileoEval.Errors;
using GalileoEval.Http.Tests.Support;
using GalileoEval.Transport;

namespace GalileoEval.Http.Tests;

/// <summary>Bodies that take long to send.</summary>
public sealed class UploadTests
{
    private static readonly EvalConnectionOptions TenSeconds = Connection.Options(timeout: TimeSpan.FromSeconds(10));

    [Fact]
    public async Task The_progress_counts_the_bytes_that_were_sent()
    {
        SentBytes sent = new();
        using Connection connection = new(new StubHandler().Respond("ok"));

        Assert.Equal("ok", await connection.SendAsync(Upload(() => new ByteArrayContent(new byte[300]), sent)));

        Assert.Equal([300L], sent.Values);
    }

    [Fact]
    public async Task The_progress_starts_again_with_a_retry()
    {
        SentBytes sent = new();
        using Connection connection = new(
            new StubHandler().Respond(HttpStatusCode.ServiceUnavailable, "{}", ("Retry-After", "0")).Respond("ok"));

        Assert.Equal("ok", await connection.SendAsync(Upload(() => new ByteArrayContent(new byte[300]), sent)));

        Assert.Equal([300L, 300L], sent.Values);
    }

    [Fact]
    public async Task The_timeout_starts_again_with_every_part()
    {
        using Connection connection = new(new StubHandler().Respond("ok"), TenSeconds);
        SteppedContent body = new(4, () => connection.Clock.Advance(TimeSpan.FromSeconds(9)));

        Assert.Equal("ok", await connection.SendAsync(Upload(() => body, new SentBytes())));
    }

    [Fact]
    public async Task A_stalled_upload_causes_a_timeout()
    {
        using Connection connection = new(new StubHandler().Respond(WaitAsync), TenSeconds);
        SteppedContent body = new(2, () => connection.Clock.Advance(TimeSpan.FromSeconds(9)));

        Task<string> response = connection.SendAsync(Upload(() => body, new SentBytes()));
        await body.Sent.Soon();
        connection.Clock.Advance(TimeSpan.FromSeconds(10));

        EvalException error = await Assert.ThrowsAsync<EvalException>(() => response);
        Assert.Equal(EvalErrorCondition.Timeout, error.Condition);
    }

    [Theory]
    [InlineData(1000, false)]
    [InlineData(2 * 1024 * 1024, true)]
    public async Task A_long_body_is_sent_after_100_Continue(int length, bool expected)
    {
        StubHandler wire = new StubHandler().Respond("ok");
        using Connection connection = new(wire);

        await connection.SendAsync(Upload(() => new ByteArrayContent(new byte[length]), new SentBytes()));

        Assert.Equal(expected, wire.Sent[0].Headers.ContainsKey("Expect"));
    }

    [Fact]
    public async Task The_headers_of_the_body_are_sent()
    {
        string? type = null;
        using Connection connection = new(new StubHandler().Respond((request, _) =>
        {
            type = request.Content!.Headers.ContentType!.ToString();
            return Task.FromResult(StubHandler.Response(HttpStatusCode.OK, "ok"));
        }));

        await connection.SendAsync(Upload(() => new StringContent("{}", null, "application/x-evaluation"), new SentBytes()));

        Assert.StartsWith("application/x-evaluation", type, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_is_still_being_sent_after_the_response_does_no_harm()
    {
        TaskCompletionSource responded = new(TaskCreationOptions.RunContinuationsAsynchronously);
        SentBytes sent = new();
        LateHandler wire = new(responded.Task);
        using Connection connection = new(wire, TenSeconds);

        Assert.Equal("ok", await connection.SendAsync(Upload(() => new LateContent(responded.Task), sent)));
        responded.SetResult();

        await wire.Copy.Soon();
        Assert.Equal([10L], sent.Values);
    }

    private static async Task<HttpResponseMessage> WaitAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        throw new InvalidOperationException();
    }

    private static EvalRequest Upload(Func<HttpContent> content, IProgress<long> sent) => new()
    {
        Operation = "start run",
        Method = HttpMethod.Post,
        Path = "v2/upload",
        Retry = EvalRetry.Start,
        Content = content,
        Sent = sent,
    };

    /// <summary>Responds before it has read the whole body.</summary>
    private sealed class LateHandler(Task responded) : HttpMessageHandler
    {
        public Task Copy { get; private set; } = Task.CompletedTask;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Copy = request.Content!.CopyToAsync(Stream.Null, CancellationToken.None);
            Assert.False(responded.IsCompleted);
            return Task.FromResult(StubHandler.Response(HttpStatusCode.OK, "ok"));
        }
    }

    /// <summary>Writes after the response.</summary>
    private sealed class LateContent(Task responded) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await responded;
            await stream.WriteAsync(new byte[10]);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 10;
            return true;
        }
    }

    private sealed class SentBytes : IProgress<long>
    {
        public List<long> Values { get; } = [];

        public void Report(long value) => Values.Add(value);
    }

    /// <summary>Calls back before every part that it writes.</summary>
    private sealed class SteppedContent(int parts, Action step) : HttpContent
    {
        private readonly TaskCompletionSource<bool> _sent = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<bool> Sent => _sent.Task;

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            for (int part = 0; part < parts; part++)
            {
                step();
                await stream.WriteAsync(new byte[10]);
            }

            _sent.SetResult(true);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = parts * 10;
            return true;
        }
    }
}
