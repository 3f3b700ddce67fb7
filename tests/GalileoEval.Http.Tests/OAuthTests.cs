using System.Net;
using System.Text;
using System.Text.Json;
using GalileoEval.Errors;
using GalileoEval.Http.Tests.Support;

namespace GalileoEval.Http.Tests;

public sealed class OAuthTests
{
    [Fact]
    public async Task The_first_request_logs_in_and_the_next_uses_the_token()
    {
        StubHandler wire = new StubHandler().Respond(Login("opaque")).Respond("done");
        using Connection connection = new(wire, Connection.OAuth());
        await connection.GetAsync().Soon();
        await connection.GetAsync().Soon();
        Assert.Equal(["/v2/login", "/v2/task", "/v2/task"], wire.Sent.Select(request => request.Address.AbsolutePath));
        Assert.Equal("POST", wire.Sent[0].Method);
        Assert.Equal("username=user%40test&password=canary-p%C3%A4ssword-77ab", wire.Sent[0].Body);
        Assert.Null(wire.Sent[0]["Authorization"]);
        Assert.Equal("Bearer opaque", wire.Sent[2]["Authorization"]);
    }

    [Fact]
    public async Task A_token_is_renewed_300_seconds_before_it_expires()
    {
        StubHandler wire = new();
        using Connection connection = new(wire, Connection.OAuth());
        string first = Token(connection, 3600);
        wire.Respond(Login(first)).Respond("a").Respond("b").Respond(Login("second")).Respond("c");

        await connection.GetAsync().Soon();
        connection.Clock.Advance(TimeSpan.FromSeconds(3299));
        await connection.GetAsync().Soon();
        Assert.Equal("Bearer " + first, wire.Sent[2]["Authorization"]);
        connection.Clock.Advance(TimeSpan.FromSeconds(1));
        await connection.GetAsync().Soon();
        Assert.Equal("Bearer second", wire.Sent[4]["Authorization"]);
    }

    [Theory]
    [InlineData(60, 30)]
    [InlineData(400, 200)]
    public async Task A_short_lived_token_is_renewed_halfway_and_not_at_every_request(int lifetime, int renewal)
    {
        StubHandler wire = new();
        using Connection connection = new(wire, Connection.OAuth());
        wire.Respond(Login(Token(connection, lifetime))).Respond("a").Respond("b").Respond(Login("second")).Respond("c");
        await connection.GetAsync().Soon();
        connection.Clock.Advance(TimeSpan.FromSeconds(renewal - 1));
        Assert.Equal("b", await connection.GetAsync().Soon());
        connection.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("c", await connection.GetAsync().Soon());
    }

    [Fact]
    public async Task Concurrent_requests_share_one_login()
    {
        TaskCompletionSource response = new();
        StubHandler wire = new StubHandler()
            .Respond(async (_, _) =>
            {
                await response.Task;
                return StubHandler.Response(HttpStatusCode.OK, Login("token-1"));
            })
            .Respond("done");
        using Connection connection = new(wire, Connection.OAuth());
        Task<string>[] requests = [.. Enumerable.Range(0, 16).Select(_ => connection.GetAsync())];
        response.SetResult();
        await Task.WhenAll(requests).Soon();
        Assert.Single(wire.Sent, request => request.Address.AbsolutePath == "/v2/login");
        Assert.Equal(17, wire.Sent.Count);
    }

    [Fact]
    public async Task Concurrent_requests_share_a_rejected_login()
    {
        TaskCompletionSource response = new();
        StubHandler wire = new StubHandler().Respond(async (_, _) =>
        {
            await response.Task;
            return StubHandler.Response(HttpStatusCode.Unauthorized, """{"detail":"Invalid credentials"}""");
        });
        using Connection connection = new(wire, Connection.OAuth());
        Task<string>[] requests = [.. Enumerable.Range(0, 16).Select(_ => connection.GetAsync())];
        response.SetResult();
        foreach (Task<string> request in requests)
        {
            EvalException error = await Assert.ThrowsAsync<EvalException>(() => request.Soon());
            Assert.Equal(EvalErrorCondition.Unauthorized, error.Condition);
            Assert.Equal("Galileo: log in failed (HTTP 401): Invalid credentials", error.Message);
            Assert.Equal(EvalNextStep.LogIn, error.NextStep);
        }

        Assert.Single(wire.Sent);
    }

    [Fact]
    public async Task A_401_causes_one_new_login_and_one_retry_with_a_new_body()
    {
        StubHandler wire = new StubHandler()
            .Respond(Login("token-1"))
            .Respond(HttpStatusCode.Unauthorized)
            .Respond(Login("token-2"))
            .Respond("done");
        using Connection connection = new(wire, Connection.OAuth());
        Assert.Equal("done", await connection.StartAsync(content: () => new StringContent("scorer")).Soon());
        Assert.Equal("Bearer token-1", wire.Sent[1]["Authorization"]);
        Assert.Equal("Bearer token-2", wire.Sent[3]["Authorization"]);
        Assert.Equal("scorer", wire.Sent[3].Body);
    }

    [Fact]
    public async Task A_second_401_is_final()
    {
        StubHandler wire = new StubHandler()
            .Respond(Login("token-1"))
            .Respond(HttpStatusCode.Unauthorized)
            .Respond(Login("token-2"))
            .Respond(HttpStatusCode.Unauthorized, """{"detail":"no"}""");
        using Connection connection = new(wire, Connection.OAuth());
        EvalException error = await Assert.ThrowsAsync<EvalException>(() => connection.GetAsync().Soon());
        Assert.Equal(EvalErrorCondition.Unauthorized, error.Condition);
        Assert.Equal("get task", error.Operation);
        Assert.Equal(4, wire.Sent.Count);
    }

    [Fact]
    public async Task A_transient_login_failure_is_retried_even_for_operations_that_start_work()
    {
        StubHandler wire = new StubHandler().Respond(HttpStatusCode.BadGateway).Respond(Login("token-1")).Respond("done");
        using Connection connection = new(wire, Connection.OAuth());
        Task<string> response = connection.StartAsync();
        await connection.Clock.PassNextDelayAsync();
        Assert.Equal("done", await response.Soon());
    }

    [Theory]
    [InlineData("not json canary-token")]
    [InlineData("""{"token":"canary-token"}""")]
    [InlineData("""{"access_token":"canary-token\r\nX: y"}""")]
    [InlineData("""{"access_token":""}""")]
    [InlineData("[]")]
    public async Task A_login_response_without_a_token_is_an_InvalidResponse_error(string body)
    {
        StubHandler wire = new StubHandler().Respond(body);
        using Connection connection = new(wire, Connection.OAuth(retries: 0));
        EvalException error = await Assert.ThrowsAsync<EvalException>(() => connection.GetAsync().Soon());
        Assert.Equal(EvalErrorCondition.InvalidResponse, error.Condition);
        Assert.DoesNotContain("canary", error.ToString());
        Assert.Single(wire.Sent);
    }

    [Theory]
    [InlineData("a.b.c")]
    [InlineData("a.e30.c")]
    [InlineData("a.eyJleHAiOiJsYXRlciJ9.c")]
    [InlineData("a.eyJleHAiOjFlMzB9.c")]
    [InlineData("a.eyJleHAiOjF9.c")]
    public async Task A_token_without_a_usable_expiration_time_is_used_until_it_is_rejected(string token)
    {
        StubHandler wire = new StubHandler().Respond(Login(token)).Respond("done");
        using Connection connection = new(wire, Connection.OAuth());
        await connection.GetAsync().Soon();
        connection.Clock.Advance(TimeSpan.FromDays(30));
        await connection.GetAsync().Soon();
        Assert.Single(wire.Sent, request => request.Address.AbsolutePath == "/v2/login");
    }

    private static string Login(string token) =>
        JsonSerializer.Serialize(new Dictionary<string, string> { ["access_token"] = token, ["token_type"] = "bearer" });

    private static string Token(Connection connection, int seconds)
    {
        long end = connection.Clock.GetUtcNow().ToUnixTimeSeconds() + seconds;
        string payload = Convert.ToBase64String(Encoding.UTF8.GetBytes($$"""{"sub":"ü?>","exp":{{end}}}"""));
        return "e30." + payload.TrimEnd('=').Replace('+', '-').Replace('/', '_') + ".c2ln";
    }
}
