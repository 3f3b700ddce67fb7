using System.Net;
using System.Net.Sockets;
using GalileoEval.Errors;
using GalileoEval.Http.Limits;
using GalileoEval.Http.Tests.Support;
using GalileoEval.Transport;

namespace GalileoEval.Http.Tests;

public sealed class RetryTests
{
    private static readonly HttpRequestException Refused =
        new(HttpRequestError.ConnectionError, "no", new SocketException((int)SocketError.ConnectionRefused));

    private static readonly HttpRequestException Unknown =
        new(HttpRequestError.NameResolutionError, "no", new SocketException((int)SocketError.HostNotFound));

    private static readonly HttpRequestException Reset =
        new("no", new IOException("reset", new SocketException((int)SocketError.ConnectionReset)));

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    [InlineData(520)]
    [InlineData(524)]
    [InlineData(529)]
    public async Task A_read_is_sent_again_after_a_transient_status(int status)
    {
        StubHandler wire = new StubHandler().Answer((HttpStatusCode)status).Answer("done");
        using Connection connection = new(wire);
        Task<string> answer = connection.GetAsync();
        await connection.Clock.PassNextDelayAsync();
        Assert.Equal("done", await answer.Soon());
        Assert.Equal(2, wire.Sent.Count);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(402)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(422)]
    [InlineData(501)]
    [InlineData(505)]
    [InlineData(525)]
    public async Task Other_statuses_are_final(int status)
    {
        StubHandler wire = new StubHandler().Answer((HttpStatusCode)status);
        using Connection connection = new(wire);
        EvalException error = await Assert.ThrowsAsync<EvalException>(() => connection.GetAsync().Soon());
        Assert.Equal(status, (int)error.StatusCode!);
        Assert.Single(wire.Sent);
    }

    [Fact]
    public async Task The_service_is_believed_when_it_calls_an_error_final()
    {
        StubHandler wire = new StubHandler().Answer(
            HttpStatusCode.ServiceUnavailable, """{"standard_error":{"message":"gone","retriable":false}}""");
        using Connection connection = new(wire);
        await Assert.ThrowsAsync<EvalException>(() => connection.GetAsync().Soon());
        Assert.Single(wire.Sent);
    }

    [Fact]
    public async Task Backoff_doubles_up_to_its_cap_and_ends_with_the_last_error()
    {
        StubHandler wire = new StubHandler().Answer(HttpStatusCode.BadGateway, """{"detail":"down"}""");
        using Connection connection = new(wire, Connection.Options(retries: 7));
        Task<string> answer = connection.GetAsync();
        List<double> delays = [];
        for (int retry = 0; retry < 7; retry++)
            delays.Add((await connection.Clock.PassNextDelayAsync()).TotalSeconds);
        EvalException error = await Assert.ThrowsAsync<EvalException>(() => answer.Soon());
        Assert.Equal([1, 2, 4, 8, 16, 30, 30], delays);
        Assert.Equal(8, wire.Sent.Count);
        Assert.Contains("down", error.Message);
    }

    [Fact]
    public async Task Jitter_takes_any_part_of_the_delay()
    {
        StubHandler wire = new StubHandler().Answer(HttpStatusCode.BadGateway).Answer("done");
        using Connection connection = new(wire, jitter: 0.25);
        Task<string> answer = connection.GetAsync();
        Assert.Equal(0.25, (await connection.Clock.PassNextDelayAsync()).TotalSeconds);
        await answer.Soon();
    }

    [Fact]
    public async Task Retry_After_wins_is_read_anew_each_time_and_is_capped()
    {
        StubHandler wire = new StubHandler()
            .Answer(HttpStatusCode.ServiceUnavailable, "{}", ("Retry-After", "7"))
            .Answer(HttpStatusCode.InternalServerError, "{}", ("Retry-After", "Fri, 02 Jan 2026 03:04:52 GMT"))
            .Answer(HttpStatusCode.ServiceUnavailable, "{}", ("Retry-After", "86400"))
            .Answer(HttpStatusCode.ServiceUnavailable, "{}", ("Retry-After", "Fri, 02 Jan 2026 03:04:00 GMT"))
            .Answer("done");
        using Connection connection = new(wire);
        Task<string> answer = connection.GetAsync();
        Assert.Equal(7, (await connection.Clock.PassNextDelayAsync()).TotalSeconds);
        // 47 seconds past the clock's start, of which 7 are gone.
        Assert.Equal(40, (await connection.Clock.PassNextDelayAsync()).TotalSeconds);
        Assert.Equal(300, (await connection.Clock.PassNextDelayAsync()).TotalSeconds);
        // The last one lies in the past: at once.
        Assert.Equal("done", await answer.Soon());
        Assert.Equal([7, 40, 86400, 0], connection.Observer.Delays.Select(delay => delay.TotalSeconds));
    }

    [Fact]
    public async Task Retry_After_of_a_success_is_told_and_changes_nothing_else()
    {
        StubHandler wire = new StubHandler().Answer(HttpStatusCode.OK, "done", ("Retry-After", "9"));
        using Connection connection = new(wire);
        Assert.Equal("done", await connection.GetAsync().Soon());
        Assert.Equal("done", await connection.GetAsync().Soon());
        Assert.Equal([9, 9], connection.Observer.Delays.Select(delay => delay.TotalSeconds));
    }

    [Fact]
    public async Task Each_retry_is_a_verbose_line_and_a_long_one_a_warning()
    {
        StubHandler wire = new StubHandler()
            .Answer(HttpStatusCode.ServiceUnavailable)
            .Answer(HttpStatusCode.ServiceUnavailable, "{}", ("Retry-After", "11"))
            .Answer("done");
        using Connection connection = new(wire);
        Task<string> answer = connection.GetAsync();
        await connection.Clock.PassNextDelayAsync();
        await connection.Clock.PassNextDelayAsync();
        await answer.Soon();
        Assert.Contains("Scale: get task: retry 1 of 5 in 1.0 s after HTTP 503", connection.Observer.VerboseLines);
        Assert.Contains("Scale: get task: retry 2 of 5 in 11.0 s after HTTP 503", connection.Observer.VerboseLines);
        Assert.Equal(["Scale: get task: retry 2 of 5 in 11.0 s after HTTP 503"], connection.Observer.Warnings);
    }

    [Fact]
    public async Task Zero_turns_retries_off()
    {
        StubHandler wire = new StubHandler().Answer(HttpStatusCode.ServiceUnavailable);
        using Connection connection = new(wire, Connection.Options(retries: 0));
        await Assert.ThrowsAsync<EvalException>(() => connection.GetAsync().Soon());
        Assert.Single(wire.Sent);
    }

    [Fact]
    public async Task A_body_that_breaks_is_read_again()
    {
        StubHandler wire = new StubHandler().AnswerBody(new StallingStream([1], new IOException("cut"))).Answer("done");
        using Connection connection = new(wire);
        Task<string> answer = connection.GetAsync();
        await connection.Clock.PassNextDelayAsync();
        Assert.Equal("done", await answer.Soon());
    }

    [Fact]
    public async Task An_answer_that_cannot_be_read_is_asked_for_once_more_where_none_was_ever_read()
    {
        StubHandler wire = new StubHandler().AnswerBody(NoGzip());
        using Connection connection = new(wire);
        Task<string> answer = connection.GetAsync();
        await connection.Clock.PassNextDelayAsync();
        EvalException error = await Assert.ThrowsAsync<EvalException>(() => answer.Soon());
        Assert.Equal(EvalErrorCondition.InvalidResponse, error.Condition);
        Assert.Equal(2, wire.Sent.Count);
    }

    [Fact]
    public async Task An_answer_that_cannot_be_read_is_a_passing_fault_where_one_was_read_before()
    {
        StubHandler wire = new StubHandler().Answer("first");
        for (int fault = 0; fault < 5; fault++)
            wire.AnswerBody(NoGzip());
        wire.Answer("done");
        using Connection connection = new(wire);
        Assert.Equal("first", await connection.GetAsync().Soon());
        Task<string> answer = connection.GetAsync();
        for (int retry = 0; retry < 5; retry++)
            await connection.Clock.PassNextDelayAsync();
        Assert.Equal("done", await answer.Soon());
        Assert.Contains(
            "Scale: get task: retry 1 of 5 in 1.0 s after an answer that cannot be read", connection.Observer.VerboseLines);
    }

    [Theory]
    [InlineData(true, "<!DOCTYPE html><html><head><title>Log in\u001b[2J - Portal</title></head></html>", " ('Log in[2J - Portal')")]
    [InlineData(false, "  <html>Sign in</html>", "")]
    public async Task A_web_page_in_place_of_json_is_requested_once_more_and_named(bool isProven, string page, string title)
    {
        StubHandler wire = new();
        if (isProven)
            wire.Answer("""{"task_id":"7","status":"pending"}""");
        wire.Answer((_, _) => Task.FromResult(
            new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(page, System.Text.Encoding.UTF8, "text/html") }));
        using Connection connection = new(wire);
        if (isProven)
            await connection.GetTaskAsync().Soon();

        Task<Scale.ScaleTask> answer = connection.GetTaskAsync();
        await connection.Clock.PassNextDelayAsync();
        EvalException error = await Assert.ThrowsAsync<EvalException>(() => answer.Soon());

        Assert.Equal(isProven ? 3 : 2, wire.Sent.Count);
        Assert.Equal(EvalErrorCondition.InvalidResponse, error.Condition);
        Assert.Equal(
            $"Scale: get task got a web page of the type text/html{title}, not JSON: the address answers with a web page.", error.Message);
        Assert.Contains("captive portal", error.RecommendedAction);
        Assert.Contains("-BaseUri", error.RecommendedAction);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task No_Retry_After_is_waited_for_beyond_the_deadline(int status)
    {
        StubHandler wire = new StubHandler().Answer((HttpStatusCode)status, "{}", ("Retry-After", "86400"));
        using Connection connection = new(wire);

        EvalException error = await Assert.ThrowsAsync<EvalException>(() => Poll(connection, TimeSpan.FromSeconds(6)).Soon());

        Assert.Equal(status, (int)error.StatusCode!);
        Assert.Equal(TimeSpan.FromDays(1), error.RetryAfter);
        Assert.Single(wire.Sent);
    }

    [Fact]
    public async Task A_pause_of_the_key_is_not_waited_for_beyond_the_deadline()
    {
        StubHandler wire = new StubHandler().Answer(HttpStatusCode.TooManyRequests, "{}", ("Retry-After", "20")).Answer("done");
        using Connection connection = new(wire);
        await Assert.ThrowsAsync<EvalException>(() => Poll(connection, TimeSpan.FromSeconds(6)).Soon());

        EvalException error = await Assert.ThrowsAsync<EvalException>(() => Poll(connection, TimeSpan.Zero).Soon());

        Assert.Equal(EvalErrorCondition.RateLimited, error.Condition);
        Assert.Single(wire.Sent);
        Task<string> longer = Poll(connection, TimeSpan.FromSeconds(30));
        await connection.Clock.PassNextDelayAsync();
        Assert.Equal("done", await longer.Soon());
    }

    [Fact]
    public async Task A_backoff_ends_at_the_deadline_and_there_is_none_after_it()
    {
        StubHandler wire = new StubHandler().Answer(HttpStatusCode.BadGateway);
        using Connection connection = new(wire);
        Task<string> answer = Poll(connection, TimeSpan.FromSeconds(1.5));

        Assert.Equal(1, (await connection.Clock.PassNextDelayAsync()).TotalSeconds);
        Assert.Equal(0.5, (await connection.Clock.PassNextDelayAsync()).TotalSeconds);
        await Assert.ThrowsAsync<EvalException>(() => answer.Soon());
        Assert.Equal(3, wire.Sent.Count);
    }

    private static Task<string> Poll(Connection connection, TimeSpan timeLeft)
    {
        DateTimeOffset deadline = connection.Clock.GetUtcNow() + timeLeft;
        return connection.SendAsync(new EvalRequest
        {
            Operation = "get task",
            Path = "v2/task",
            Observer = connection.Observer,
            TimeLeft = () => deadline - connection.Clock.GetUtcNow(),
        });
    }

    public static TheoryData<string, bool> StartFailures => new()
    {
        { "refused", true }, { "unknown", true }, { "429", true }, { "503 with", true },
        { "reset", false }, { "503", false }, { "500", false }, { "502 with", false }, { "408", false }, { "cut", false },
        { "unreadable", false },
    };

    [Theory]
    [MemberData(nameof(StartFailures))]
    public async Task What_starts_something_is_sent_again_only_if_it_was_surely_not_received(string failure, bool again)
    {
        StubHandler wire = new();
        _ = failure switch
        {
            "refused" => wire.Fail(Refused),
            "unknown" => wire.Fail(Unknown),
            "reset" => wire.Fail(Reset),
            "unreadable" => wire.AnswerBody(NoGzip()),
            "cut" => wire.AnswerBody(new StallingStream([1], new IOException("cut"))),
            _ => wire.Answer(
                (HttpStatusCode)int.Parse(failure.AsSpan(0, 3), System.Globalization.CultureInfo.InvariantCulture),
                "{}",
                failure.EndsWith("with", StringComparison.Ordinal) ? [("Retry-After", "1")] : []),
        };
        wire.Answer("done");
        using Connection connection = new(wire);
        Task<string> answer = connection.StartAsync();
        if (again)
        {
            await connection.Clock.PassNextDelayAsync();
            Assert.Equal("done", await answer.Soon());
        }
        else
        {
            await Assert.ThrowsAsync<EvalException>(() => answer.Soon());
        }

        Assert.Equal(again ? 2 : 1, wire.Sent.Count);
    }

    [Fact]
    public async Task The_body_is_made_anew_for_every_try()
    {
        StubHandler wire = new StubHandler().Answer(HttpStatusCode.TooManyRequests).Answer("done");
        using Connection connection = new(wire);
        int made = 0;
        Task<string> answer = connection.StartAsync(content: () => new StringContent($"body {++made}"));
        await connection.Clock.PassNextDelayAsync();
        await answer.Soon();
        Assert.Equal(["body 1", "body 2"], wire.Sent.Select(request => request.Body));
    }

    [Fact]
    public async Task A_429_makes_all_requests_of_the_key_wait()
    {
        RateLimits limits = new();
        StubHandler wire = new StubHandler().Answer(HttpStatusCode.TooManyRequests, "{}", ("Retry-After", "20")).Answer("done");
        using Connection connection = new(wire, Connection.Options(retries: 0), limits);
        await Assert.ThrowsAsync<EvalException>(() => connection.GetAsync().Soon());

        Task<string> other = connection.StartAsync();
        Assert.Equal(20, (await connection.Clock.NextDelayAsync()).TotalSeconds);
        Assert.Single(wire.Sent);
        Assert.Single(connection.Observer.Warnings);
        connection.Clock.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal("done", await other.Soon());
    }

    private static StallingStream NoGzip() => new([1], new InvalidDataException("no gzip"));
}
