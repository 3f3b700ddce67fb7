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
    public async Task A_read_is_retried_after_a_transient_status(int status)
    {
        StubHandler wire = new StubHandler().Respond((HttpStatusCode)status).Respond("done");
        using Connection connection = new(wire);
        Task<string> response = connection.GetAsync();
        await connection.Clock.PassNextDelayAsync();
        Assert.Equal("done", await response.Soon());
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
    public async Task Other_statuses_are_not_retried(int status)
    {
        StubHandler wire = new StubHandler().Respond((HttpStatusCode)status);
        using Connection connection = new(wire);
        EvalException error = await Assert.ThrowsAsync<EvalException>(() => connection.GetAsync().Soon());
        Assert.Equal(status, (int)error.StatusCode!);
        Assert.Single(wire.Sent);
    }

    [Fact]
    public async Task An_error_that_the_service_marks_as_final_is_not_retried()
    {
        StubHandler wire = new StubHandler().Respond(
            HttpStatusCode.ServiceUnavailable, """{"standard_error":{"message":"gone","retriable":false}}""");
        using Connection connection = new(wire);
        await Assert.ThrowsAsync<EvalException>(() => connection.GetAsync().Soon());
        Assert.Single(wire.Sent);
    }

    [Fact]
    public async Task Backoff_doubles_up_to_its_maximum_and_then_the_last_error_is_thrown()
    {
        StubHandler wire = new StubHandler().Respond(HttpStatusCode.BadGateway, """{"detail":"down"}""");
        using Connection connection = new(wire, Connection.Options(retries: 7));
        Task<string> response = connection.GetAsync();
        List<double> delays = [];
        for (int retry = 0; retry < 7; retry++)
            delays.Add((await connection.Clock.PassNextDelayAsync()).TotalSeconds);
        EvalException error = await Assert.ThrowsAsync<EvalException>(() => response.Soon());
        Assert.Equal([1, 2, 4, 8, 16, 30, 30], delays);
        Assert.Equal(8, wire.Sent.Count);
        Assert.Contains("down", error.Message);
    }

    [Fact]
    public async Task Jitter_scales_the_delay()
    {
        StubHandler wire = new StubHandler().Respond(HttpStatusCode.BadGateway).Respond("done");
        using Connection connection = new(wire, jitter: 0.25);
        Task<string> response = connection.GetAsync();
        Assert.Equal(0.25, (await connection.Clock.PassNextDelayAsync()).TotalSeconds);
        await response.Soon();
    }

    [Fact]
    public async Task Retry_After_overrides_the_backoff_for_each_response_and_is_capped()
    {
        StubHandler wire = new StubHandler()
            .Respond(HttpStatusCode.ServiceUnavailable, "{}", ("Retry-After", "7"))
            .Respond(HttpStatusCode.InternalServerError, "{}", ("Retry-After", "Fri, 02 Jan 2026 03:04:52 GMT"))
            .Respond(HttpStatusCode.ServiceUnavailable, "{}", ("Retry-After", "86400"))
            .Respond(HttpStatusCode.ServiceUnavailable, "{}", ("Retry-After", "Fri, 02 Jan 2026 03:04:00 GMT"))
            .Respond("done");
        using Connection connection = new(wire);
        Task<string> response = connection.GetAsync();
        Assert.Equal(7, (await connection.Clock.PassNextDelayAsync()).TotalSeconds);
        // 47 seconds after the start of the clock, of which 7 have passed.
        Assert.Equal(40, (await connection.Clock.PassNextDelayAsync()).TotalSeconds);
        Assert.Equal(300, (await connection.Clock.PassNextDelayAsync()).TotalSeconds);
        // The last time is in the past: no delay.
        Assert.Equal("done", await response.Soon());
        Assert.Equal([7, 40, 86400, 0], connection.Observer.Delays.Select(delay => delay.TotalSeconds));
    }

    [Fact]
    public async Task Retry_After_of_a_success_is_only_reported()
    {
        StubHandler wire = new StubHandler().Respond(HttpStatusCode.OK, "done", ("Retry-After", "9"));
        using Connection connection = new(wire);
        Assert.Equal("done", await connection.GetAsync().Soon());
        Assert.Equal("done", await connection.GetAsync().Soon());
        Assert.Equal([9, 9], connection.Observer.Delays.Select(delay => delay.TotalSeconds));
    }

    [Fact]
    public async Task Each_retry_is_a_verbose_line_and_a_long_delay_is_a_warning()
    {
        StubHandler wire = new StubHandler()
            .Respond(HttpStatusCode.ServiceUnavailable)
            .Respond(HttpStatusCode.ServiceUnavailable, "{}", ("Retry-After", "11"))
            .Respond("done");
        using Connection connection = new(wire);
        Task<string> response = connection.GetAsync();
        await connection.Clock.PassNextDelayAsync();
        await connection.Clock.PassNextDelayAsync();
        await response.Soon();
        Assert.Contains("Scale: get task: retry 1 of 5 in 1.0 s after HTTP 503", connection.Observer.VerboseLines);
        Assert.Contains("Scale: get task: retry 2 of 5 in 11.0 s after HTTP 503", connection.Observer.VerboseLines);
        Assert.Equal(["Scale: get task: retry 2 of 5 in 11.0 s after HTTP 503"], connection.Observer.Warnings);
    }

    [Fact]
    public async Task A_retry_count_of_zero_disables_retries()
    {
        StubHandler wire = new StubHandler().Respond(HttpStatusCode.ServiceUnavailable);
        using Connection connection = new(wire, Connection.Options(retries: 0));
        await Assert.ThrowsAsync<EvalException>(() => connection.GetAsync().Soon());
        Assert.Single(wire.Sent);
    }

    [Fact]
    public async Task An_interrupted_body_is_retried()
    {
        StubHandler wire = new StubHandler().RespondWithBody(new StallingStream([1], new IOException("cut"))).Respond("done");
        using Connection connection = new(wire);
        Task<string> response = connection.GetAsync();
        await connection.Clock.PassNextDelayAsync();
        Assert.Equal("done", await response.Soon());
    }

    [Fact]
    public async Task An_invalid_response_is_retried_once_if_no_response_was_valid_before()
    {
        StubHandler wire = new StubHandler().RespondWithBody(NoGzip());
        using Connection connection = new(wire);
        Task<string> response = connection.GetAsync();
        await connection.Clock.PassNextDelayAsync();
        EvalException error = await Assert.ThrowsAsync<EvalException>(() => response.Soon());
        Assert.Equal(EvalErrorCondition.InvalidResponse, error.Condition);
        Assert.Equal(2, wire.Sent.Count);
    }

    [Fact]
    public async Task An_invalid_response_is_transient_if_another_was_valid_before()
    {
        StubHandler wire = new StubHandler().Respond("first");
        for (int fault = 0; fault < 5; fault++)
            wire.RespondWithBody(NoGzip());
        wire.Respond("done");
        using Connection connection = new(wire);
        Assert.Equal("first", await connection.GetAsync().Soon());
        Task<string> response = connection.GetAsync();
        for (int retry = 0; retry < 5; retry++)
            await connection.Clock.PassNextDelayAsync();
        Assert.Equal("done", await response.Soon());
        Assert.Contains(
            "Scale: get task: retry 1 of 5 in 1.0 s after an invalid response", connection.Observer.VerboseLines);
    }

    [Fact]
    public async Task A_web_page_after_another_fault_is_still_retried_once()
    {
        StubHandler wire = new StubHandler().Respond("first").Respond(HttpStatusCode.ServiceUnavailable, "{}");
        wire.Respond((_, _) => Task.FromResult(
            new HttpResponseMessage(HttpStatusCode.Found) { Headers = { Location = new Uri("https://login.example.com/") } }));
        wire.Respond("done");
        using Connection connection = new(wire);
        Assert.Equal("first", await connection.GetAsync().Soon());

        Task<string> response = connection.GetAsync();
        await connection.Clock.PassNextDelayAsync();
        await connection.Clock.PassNextDelayAsync();

        Assert.Equal("done", await response.Soon());
        Assert.Equal(4, wire.Sent.Count);
    }

    [Theory]
    [InlineData(true, "<!DOCTYPE html><html><head><title>Log in\u001b[2J - Portal</title></head></html>", " ('Log in[2J - Portal')")]
    [InlineData(false, "  <html>Sign in</html>", "")]
    public async Task A_web_page_instead_of_JSON_is_retried_once_and_named(bool isProven, string page, string title)
    {
        StubHandler wire = new();
        if (isProven)
            wire.Respond("""{"task_id":"7","status":"pending"}""");
        wire.Respond((_, _) => Task.FromResult(
            new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(page, System.Text.Encoding.UTF8, "text/html") }));
        using Connection connection = new(wire);
        if (isProven)
            await connection.GetTaskAsync().Soon();

        Task<Scale.ScaleTask> response = connection.GetTaskAsync();
        await connection.Clock.PassNextDelayAsync();
        EvalException error = await Assert.ThrowsAsync<EvalException>(() => response.Soon());

        Assert.Equal(isProven ? 3 : 2, wire.Sent.Count);
        Assert.Equal(EvalErrorCondition.InvalidResponse, error.Condition);
        Assert.Equal(
            $"Scale: get task received a web page of type text/html{title} instead of JSON.", error.Message);
        Assert.Contains("captive portal", error.RecommendedAction);
        Assert.Contains("-BaseUri", error.RecommendedAction);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task A_Retry_After_beyond_the_deadline_fails_at_once(int status)
    {
        StubHandler wire = new StubHandler().Respond((HttpStatusCode)status, "{}", ("Retry-After", "86400"));
        using Connection connection = new(wire);

        EvalException error = await Assert.ThrowsAsync<EvalException>(() => Poll(connection, TimeSpan.FromSeconds(6)).Soon());

        Assert.Equal(status, (int)error.StatusCode!);
        Assert.Equal(TimeSpan.FromDays(1), error.RetryAfter);
        Assert.Single(wire.Sent);
    }

    [Fact]
    public async Task A_pause_of_the_key_beyond_the_deadline_fails_at_once()
    {
        StubHandler wire = new StubHandler().Respond(HttpStatusCode.TooManyRequests, "{}", ("Retry-After", "20")).Respond("done");
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
    public async Task A_backoff_is_limited_by_the_deadline()
    {
        StubHandler wire = new StubHandler().Respond(HttpStatusCode.BadGateway);
        using Connection connection = new(wire);
        Task<string> response = Poll(connection, TimeSpan.FromSeconds(1.5));

        Assert.Equal(1, (await connection.Clock.PassNextDelayAsync()).TotalSeconds);
        Assert.Equal(0.5, (await connection.Clock.PassNextDelayAsync()).TotalSeconds);
        await Assert.ThrowsAsync<EvalException>(() => response.Soon());
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
    public async Task An_operation_that_starts_work_is_retried_only_if_the_service_did_not_receive_it(string failure, bool again)
    {
        StubHandler wire = new();
        _ = failure switch
        {
            "refused" => wire.Fail(Refused),
            "unknown" => wire.Fail(Unknown),
            "reset" => wire.Fail(Reset),
            "unreadable" => wire.RespondWithBody(NoGzip()),
            "cut" => wire.RespondWithBody(new StallingStream([1], new IOException("cut"))),
            _ => wire.Respond(
                (HttpStatusCode)int.Parse(failure.AsSpan(0, 3), System.Globalization.CultureInfo.InvariantCulture),
                "{}",
                failure.EndsWith("with", StringComparison.Ordinal) ? [("Retry-After", "1")] : []),
        };
        wire.Respond("done");
        using Connection connection = new(wire);
        Task<string> response = connection.StartAsync();
        if (again)
        {
            await connection.Clock.PassNextDelayAsync();
            Assert.Equal("done", await response.Soon());
        }
        else
        {
            await Assert.ThrowsAsync<EvalException>(() => response.Soon());
        }

        Assert.Equal(again ? 2 : 1, wire.Sent.Count);
    }

    [Fact]
    public async Task Every_attempt_has_a_new_body()
    {
        StubHandler wire = new StubHandler().Respond(HttpStatusCode.TooManyRequests).Respond("done");
        using Connection connection = new(wire);
        int made = 0;
        Task<string> response = connection.StartAsync(content: () => new StringContent($"body {++made}"));
        await connection.Clock.PassNextDelayAsync();
        await response.Soon();
        Assert.Equal(["body 1", "body 2"], wire.Sent.Select(request => request.Body));
    }

    [Fact]
    public async Task A_429_pauses_all_requests_of_the_key()
    {
        RateLimits limits = new();
        StubHandler wire = new StubHandler().Respond(HttpStatusCode.TooManyRequests, "{}", ("Retry-After", "20")).Respond("done");
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
