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
        StubHandler wire = new StubHandler().Answer(Login("opaque")).Answer("done");
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
    public async Task A_token_is_renewed_300_seconds_before_its_end()
    {
        StubHandler wire = new();
        using Connection connection = new(wire, Connection.OAuth());
        string first = Token(connection, 3600);
        wire.Answer(Login(first)).Answer("a").Answer("b").Answer(Login("second")).Answer("c");

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
    public async Task A_short_token_is_renewed_half_way_not_at_every_request(int lifetime, int renewal)
    {
        StubHandler wire = new();
        using Connection connection = new(wire, Connection.OAuth());
        wire.Answer(Login(Token(connection, lifetime))).Answer("a").Answer("b").Answer(Login("second")).Answer("c");
        await connection.GetAsync().Soon();
        connection.Clock.Advance(TimeSpan.FromSeconds(renewal - 1));
        Assert.Equal("b", await connection.GetAsync().Soon());
        connection.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("c", await connection.GetAsync().Soon());
    }

    [Fact]
    public async Task Requests_at_once_share_one_login()
    {
        TaskCompletionSource answer = new();
        StubHandler wire = new StubHandler()
            .Answer(async (_, _) =>
            {
                await answer.Task;
                return StubHandler.Response(HttpStatusCode.OK, Login("token-1"));
            })
            .Answer("done");
        using Connection connection = new(wire, Connection.OAuth());
        Task<string>[] requests = [.. Enumerable.Range(0, 16).Select(_ => connection.GetAsync())];
        answer.SetResult();
        await Task.WhenAll(requests).Soon();
        Assert.Single(wire.Sent, request => request.Address.AbsolutePath == "/v2/login");
        Assert.Equal(17, wire.Sent.Count);
    }

    [Fact]
    public async Task Requests_at_once_share_a_refused_login_too()
    {
        TaskCompletionSource answer = new();
        StubHandler wire = new StubHandler().Answer(async (_, _) =>
        {
            await answer.Task;
            return StubHandler.Response(HttpStatusCode.Unauthorized, """{"detail":"Invalid credentials"}""");
        });
        using Connection connection = new(wire, Connection.OAuth());
        Task<string>[] requests = [.. Enumerable.Range(0, 16).Select(_ => connection.GetAsync())];
        answer.SetResult();
        foreach (Task<string> request in requests)
        {
            EvalException error = await Assert.ThrowsAsync<EvalException>(() => request.Soon());
            Assert.Equal(EvalErrorCondition.Unauthorized, error.Condition);
            Assert.Equal("Galileo: log in failed (HTTP 401): Invalid credentials", error.Message);
            Assert.Contains("-Credential", error.RecommendedAction);
        }

        Assert.Single(wire.Sent);
    }

    [Fact]
    public async Task A_401_logs_in_once_more_and_tries_once_more_with_a_new_body()
    {
        StubHandler wire = new StubHandler()
            .Answer(Login("token-1"))
            .Answer(HttpStatusCode.Unauthorized)
            .Answer(Login("token-2"))
            .Answer("done");
        using Connection connection = new(wire, Connection.OAuth());
        Assert.Equal("done", await connection.StartAsync(content: () => new StringContent("scorer")).Soon());
        Assert.Equal("Bearer token-1", wire.Sent[1]["Authorization"]);
        Assert.Equal("Bearer token-2", wire.Sent[3]["Authorization"]);
        Assert.Equal("scorer", wire.Sent[3].Body);
    }

    [Fact]
    public async Task A_second_401_is_the_answer()
    {
        StubHandler wire = new StubHandler()
            .Answer(Login("token-1"))
            .Answer(HttpStatusCode.Unauthorized)
            .Answer(Login("token-2"))
            .Answer(HttpStatusCode.Unauthorized, """{"detail":"no"}""");
        using Connection connection = new(wire, Connection.OAuth());
        EvalException error = await Assert.ThrowsAsync<EvalException>(() => connection.GetAsync().Soon());
        Assert.Equal(EvalErrorCondition.Unauthorized, error.Condition);
        Assert.Equal("get task", error.Operation);
        Assert.Equal(4, wire.Sent.Count);
    }

    [Fact]
    public async Task A_login_that_fails_for_a_while_is_tried_again_even_for_what_starts_something()
    {
        StubHandler wire = new StubHandler().Answer(HttpStatusCode.BadGateway).Answer(Login("token-1")).Answer("done");
        using Connection connection = new(wire, Connection.OAuth());
        Task<string> answer = connection.StartAsync();
        await connection.Clock.PassNextDelayAsync();
        Assert.Equal("done", await answer.Soon());
    }

    [Theory]
    [InlineData("not json canary-token")]
    [InlineData("""{"token":"canary-token"}""")]
    [InlineData("""{"access_token":"canary-token\r\nX: y"}""")]
    [InlineData("""{"access_token":""}""")]
    [InlineData("[]")]
    public async Task A_login_answer_without_a_token_is_no_answer(string body)
    {
        StubHandler wire = new StubHandler().Answer(body);
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
    public async Task A_token_whose_end_cannot_be_used_serves_until_it_is_refused(string token)
    {
        StubHandler wire = new StubHandler().Answer(Login(token)).Answer("done");
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
