using System.Net;
using GalileoEval.Errors;
using GalileoEval.Http.Tests.Support;
using GalileoEval.Transport;

namespace GalileoEval.Http.Tests;

/// <summary>Time limits and cancellation, in every state that a request can be in.</summary>
public sealed class TimeTests
{
    private static readonly EvalConnectionOptions TenSeconds =
        Connection.Options(retries: 0, timeout: TimeSpan.FromSeconds(10));

    [Fact]
    public async Task Headers_that_do_not_come_are_a_timeout()
    {
        using Connection connection = new(new StubHandler().Answer(NeverAsync), TenSeconds);
        Task<string> answer = connection.GetAsync();
        await connection.Clock.PassNextDelayAsync();
        await IsTimeoutAsync(answer);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_that_stalls_is_a_timeout(bool ignoresToken)
    {
        StallingStream body = new([1], ignoresToken: ignoresToken);
        using Connection connection = new(new StubHandler().AnswerBody(body), TenSeconds);
        Task<string> answer = connection.GetAsync();
        await body.Stalled.Soon();
        await connection.Clock.PassNextDelayAsync();
        await IsTimeoutAsync(answer);
    }

    [Fact]
    public async Task What_a_reader_makes_of_its_broken_stream_does_not_hide_the_timeout()
    {
        StallingStream body = new([1], ignoresToken: true);
        using Connection connection = new(new StubHandler().AnswerBody(body), TenSeconds);
        Task<int> answer = connection.SendAsync<int>(
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
        await IsTimeoutAsync(answer);
    }

    [Fact]
    public async Task A_read_is_sent_again_after_a_timeout()
    {
        StubHandler wire = new StubHandler().Answer(NeverAsync).Answer("done");
        using Connection connection = new(wire, Connection.Options(timeout: TimeSpan.FromSeconds(10)));
        Task<string> answer = connection.GetAsync();
        Assert.Equal(10, (await connection.Clock.PassNextDelayAsync()).TotalSeconds);
        Assert.Equal(1, (await connection.Clock.PassNextDelayAsync()).TotalSeconds);
        Assert.Equal("done", await answer.Soon());
        Assert.Contains("Scale: get task: retry 1 of 5 in 1.0 s after a timeout", connection.Observer.VerboseLines);
    }

    [Fact]
    public async Task The_status_of_an_error_counts_even_when_its_body_stalls()
    {
        StallingStream body = new("""{"detail":"half"""u8.ToArray());
        StubHandler wire = new StubHandler().Answer((_, _) => Task.FromResult(
            new HttpResponseMessage(HttpStatusCode.Forbidden) { Content = new StreamContent(body) }));
        using Connection connection = new(wire, TenSeconds);
        Task<string> answer = connection.GetAsync();
        await body.Stalled.Soon();
        await connection.Clock.PassNextDelayAsync();
        EvalException error = await Assert.ThrowsAsync<EvalException>(() => answer.Soon());
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
    public async Task Cancellation_ends_every_state_as_the_caller_s(string state)
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
                wire.AnswerBody(body);
                reached = () => body.Stalled;
                break;
            case "error body":
                wire.Answer((_, _) => Task.FromResult(
                    new HttpResponseMessage(HttpStatusCode.NotFound) { Content = new StreamContent(body) }));
                reached = () => body.Stalled;
                break;
            case "backoff":
                wire.Answer(HttpStatusCode.BadGateway);
                reached = connection.Clock.NextDelayAsync;
                break;
            case "pause":
                wire.Answer(HttpStatusCode.TooManyRequests, "{}", ("Retry-After", "100"));
                Task<string> told = connection.GetAsync();
                await connection.Clock.NextDelayAsync();
                Assert.False(told.IsCompleted);
                reached = connection.Clock.NextDelayAsync;
                break;
            case "limiter":
                wire.Answer("done");
                await connection.GetAsync().Soon();
                reached = () => Task.CompletedTask;
                break;
            case "before":
                wire.Answer("done");
                stop.Cancel();
                reached = () => Task.CompletedTask;
                break;
            default:
                wire.Answer(async (_, cancellation) =>
                {
                    arrived.TrySetResult();
                    return await NeverAsync(null!, cancellation);
                });
                break;
        }

        if (state == "login of another")
            _ = connection.GetAsync();
        Task<string> answer = connection.GetAsync(cancellationToken: stop.Token);
        await reached().Soon();
        Assert.Equal(state == "before", answer.IsCompleted);
        stop.Cancel();
        OperationCanceledException end = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer.Soon());
        Assert.Equal(stop.Token, end.CancellationToken);
    }

    [Fact]
    public async Task A_login_that_its_starter_cancels_is_done_by_the_next_in_line()
    {
        using CancellationTokenSource stop = new();
        StubHandler wire = new StubHandler().Answer(NeverAsync).Answer("""{"access_token":"token-2"}""").Answer("done");
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

    private static async Task IsTimeoutAsync(Task answer)
    {
        EvalException error = await Assert.ThrowsAsync<EvalException>(() => answer.Soon());
        Assert.Equal(EvalErrorCondition.Timeout, error.Condition);
        Assert.Equal("Scale: get task got no complete answer within 10 seconds.", error.Message);
    }
}
