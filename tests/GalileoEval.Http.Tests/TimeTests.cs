using System.Net;
using GalileoEval.Errors;
using GalileoEval.Http.Tests.Support;
using GalileoEval.Transport;

namespace GalileoEval.Http.Tests;

/// <summary>Timeouts and cancellation, in every state of a request.</summary>
public sealed class TimeTests
{
    private static readonly EvalConnectionOptions TenSeconds =
        Connection.Options(retries: 0, timeout: TimeSpan.FromSeconds(10));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_timeout_starts_again_with_every_part_of_a_streamed_response_only(bool isStreamed)
    {
        Connection? connection = null;
        using SteppedStream body = new(4, () => connection!.Clock.Advance(TimeSpan.FromSeconds(9)));
        using Connection made = connection = new(new StubHandler().RespondWithBody(body), TenSeconds);

        Task<string> response = connection.SendAsync(
            new EvalRequest { Operation = "get task", Path = "v2/task", IsStreamed = isStreamed });

        if (isStreamed)
            Assert.Equal("xxxx", await response);
        else
            await IsTimeoutAsync(response);
    }

    [Fact]
    public async Task Missing_response_headers_cause_a_timeout()
    {
        using Connection connection = new(new StubHandler().Respond(NeverAsync), TenSeconds);
        Task<string> response = connection.GetAsync();
        await connection.Clock.PassNextDelayAsync();
        await IsTimeoutAsync(response);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_stalled_body_causes_a_timeout(bool ignoresToken)
    {
        StallingStream body = new([1], ignoresToken: ignoresToken);
        using Connection connection = new(new StubHandler().RespondWithBody(body), TenSeconds);
        Task<string> response = connection.GetAsync();
        await body.Stalled.Soon();
        await connection.Clock.PassNextDelayAsync();
        await IsTimeoutAsync(response);
    }

    [Fact]
    public async Task An_exception_of_the_reader_does_not_hide_the_timeout()
    {
        StallingStream body = new([1], ignoresToken: true);
        using Connection connection = new(new StubHandler().RespondWithBody(body), TenSeconds);
        Task<int> response = connection.SendAsync<int>(
            new EvalRequest { Operation = "get task", Path = "x" },
            async (response, _) =>
            {
                try
                {
                    byte[] buffer = new byte[10];
                    while (true)
                        await response.Body.ReadExactlyAsync(buffer, CancellationToken.None);
                }
                catch (ObjectDisposedException e)
                {
                    throw new EvalException(EvalErrorCondition.InvalidResponse, "no JSON", e);
                }
            });
        await body.Stalled.Soon();
        await connection.Clock.PassNextDelayAsync();
        await IsTimeoutAsync(response);
    }

    [Fact]
    public async Task A_read_is_retried_after_a_timeout()
    {
        StubHandler wire = new StubHandler().Respond(NeverAsync).Respond("done");
        using Connection connection = new(wire, Connection.Options(timeout: TimeSpan.FromSeconds(10)));
        Task<string> response = connection.GetAsync();
        Assert.Equal(10, (await connection.Clock.PassNextDelayAsync()).TotalSeconds);
        Assert.Equal(1, (await connection.Clock.PassNextDelayAsync()).TotalSeconds);
        Assert.Equal("done", await response.Soon());
        Assert.Contains("Scale: get task: retry 1 of 5 in 1.0 s after a timeout", connection.Observer.VerboseLines);
    }

    [Fact]
    public async Task The_status_of_an_error_is_reported_even_if_its_body_stalls()
    {
        StallingStream body = new("""{"detail":"half"""u8.ToArray());
        StubHandler wire = new StubHandler().Respond((_, _) => Task.FromResult(
            new HttpResponseMessage(HttpStatusCode.Forbidden) { Content = new StreamContent(body) }));
        using Connection connection = new(wire, TenSeconds);
        Task<string> response = connection.GetAsync();
        await body.Stalled.Soon();
        await connection.Clock.PassNextDelayAsync();
        EvalException error = await Assert.ThrowsAsync<EvalException>(() => response.Soon());
        Assert.Equal(EvalErrorCondition.Forbidden, error.Condition);
    }

    [Theory]
    [InlineData("headers")]
    [InlineData("body")]
    [InlineData("deaf body")]
    [InlineData("error body")]
    [InlineData("backoff")]
    [InlineData("pause")]
    [InlineData("limiter")]
    [InlineData("login")]
    [InlineData("login of another")]
    [InlineData("before")]
    public async Task Cancellation_ends_every_state_with_the_token_of_the_caller(string state)
    {
        using CancellationTokenSource stop = new();
        TaskCompletionSource arrived = new();
        StallingStream body = new([1], ignoresToken: state == "deaf body");
        StubHandler wire = new();
        EvalConnectionOptions options = state.StartsWith("login", StringComparison.Ordinal)
            ? Connection.OAuth()
            : Connection.Options(perMinute: state == "limiter" ? 1 : null);
        using Connection connection = new(wire, options);
        Func<Task> reached = () => arrived.Task;
        switch (state)
        {
            case "body" or "deaf body":
                wire.RespondWithBody(body);
                reached = () => body.Stalled;
                break;
            case "error body":
                wire.Respond((_, _) => Task.FromResult(
                    new HttpResponseMessage(HttpStatusCode.NotFound) { Content = new StreamContent(body) }));
                reached = () => body.Stalled;
                break;
            case "backoff":
                wire.Respond(HttpStatusCode.BadGateway);
                reached = connection.Clock.NextDelayAsync;
                break;
            case "pause":
                wire.Respond(HttpStatusCode.TooManyRequests, "{}", ("Retry-After", "100"));
                Task<string> told = connection.GetAsync();
                await connection.Clock.NextDelayAsync();
                Assert.False(told.IsCompleted);
                reached = connection.Clock.NextDelayAsync;
                break;
            case "limiter":
                wire.Respond("done");
                await connection.GetAsync().Soon();
                reached = () => Task.CompletedTask;
                break;
            case "before":
                wire.Respond("done");
                stop.Cancel();
                reached = () => Task.CompletedTask;
                break;
            default:
                wire.Respond(async (_, cancellation) =>
                {
                    arrived.TrySetResult();
                    return await NeverAsync(null!, cancellation);
                });
                break;
        }

        if (state == "login of another")
            _ = connection.GetAsync();
        Task<string> response = connection.GetAsync(cancellationToken: stop.Token);
        await reached().Soon();
        Assert.Equal(state == "before", response.IsCompleted);
        stop.Cancel();
        OperationCanceledException end = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => response.Soon());
        Assert.Equal(stop.Token, end.CancellationToken);
    }

    [Fact]
    public async Task A_canceled_login_is_repeated_by_the_next_waiting_request()
    {
        using CancellationTokenSource stop = new();
        StubHandler wire = new StubHandler().Respond(NeverAsync).Respond("""{"access_token":"token-2"}""").Respond("done");
        using Connection connection = new(wire, Connection.OAuth());
        Task<string> first = connection.GetAsync(cancellationToken: stop.Token);
        Task<string> second = connection.GetAsync();
        stop.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first.Soon());
        Assert.Equal("done", await second.Soon());
    }

    private static async Task<HttpResponseMessage> NeverAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        throw new InvalidOperationException();
    }

    private static async Task IsTimeoutAsync(Task response)
    {
        EvalException error = await Assert.ThrowsAsync<EvalException>(() => response.Soon());
        Assert.Equal(EvalErrorCondition.Timeout, error.Condition);
        Assert.Equal("Scale: get task did not receive a complete response within 10 seconds.", error.Message);
    }

    /// <summary>A body of several parts, which calls back before each.</summary>
    private sealed class SteppedStream(int parts, Action step) : MemoryStream
    {
        private int _left = parts;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_left-- <= 0)
                return ValueTask.FromResult(0);
            step();
            cancellationToken.ThrowIfCancellationRequested();
            buffer.Span[0] = (byte)'x';
            return ValueTask.FromResult(1);
        }
    }
}
