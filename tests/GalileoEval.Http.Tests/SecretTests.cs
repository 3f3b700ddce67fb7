using System.Net;
using System.Net.Sockets;
using System.Text;
using GalileoEval.Errors;
using GalileoEval.Http.Tests.Support;
using GalileoEval.Transport;

namespace GalileoEval.Http.Tests;

/// <summary>A server, a proxy or a library quotes every secret that it receives: none is revealed.</summary>
public sealed class SecretTests
{
    private const string AccessToken = "canary-access-token-55";

    public static TheoryData<EvalService, EvalAuthentication, string> Cases()
    {
        TheoryData<EvalService, EvalAuthentication, string> cases = [];
        string[] failures =
        [
            "none", "detail", "escaped", "html", "long", "header", "reason", "media", "redirect", "socket", "tls", "proxy",
            "body", "reader", "timeout",
        ];
        foreach (string failure in failures)
        {
            cases.Add(EvalService.Galileo, EvalAuthentication.ApiKey, failure);
            cases.Add(EvalService.Galileo, EvalAuthentication.SplunkToken, failure);
            cases.Add(EvalService.Galileo, EvalAuthentication.OAuth, failure);
            cases.Add(EvalService.Galileo, EvalAuthentication.Basic, failure);
            cases.Add(EvalService.Kolena, EvalAuthentication.Bearer, failure);
            cases.Add(EvalService.Scale, EvalAuthentication.Basic, failure);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task No_secret_is_revealed(EvalService service, EvalAuthentication authentication, string failure)
    {
        string quoted = Quote(service, authentication);
        StubHandler wire = new();
        if (authentication == EvalAuthentication.OAuth)
            wire.Respond($$"""{"access_token":"{{AccessToken}}"}""");
        StallingStream stalling = new([1]);
        _ = failure switch
        {
            "none" => wire.Respond("done"),
            "detail" => wire.Respond(HttpStatusCode.BadRequest, $$"""{"detail":"wrong: {{quoted}}"}"""),
            "escaped" => wire.Respond(HttpStatusCode.BadRequest, $$"""{"detail":"wrong: {{quoted.Replace("c", "\\u0063")}}"}"""),
            "html" => wire.Respond(HttpStatusCode.BadGateway, $"<html>{quoted}</html>"),
            "long" => wire.Respond(HttpStatusCode.BadRequest, $$"""{"detail":"{{new string('x', 1970)}} {{quoted}}"}"""),
            "header" => wire.Respond(HttpStatusCode.OK, "{}", ("X-Echo", quoted), ("Set-Cookie", "id=canary")),
            "reason" => wire.Respond((_, _) => Task.FromResult(
                new HttpResponseMessage(HttpStatusCode.BadRequest) { ReasonPhrase = quoted })),
            "media" => wire.Respond((_, _) =>
            {
                HttpResponseMessage response = new() { Content = new StringContent("x") };
                response.Content.Headers.TryAddWithoutValidation("X-More", quoted);
                return Task.FromResult(response);
            }),
            "redirect" => wire.Respond(HttpStatusCode.Found, "", ("Location", $"https://{Connection.Key}.test/?k={Connection.Key}")),
            "socket" => wire.Fail(new HttpRequestException(quoted, new SocketException(111, quoted))),
            "tls" => wire.Fail(new HttpRequestException(
                quoted, new System.Security.Authentication.AuthenticationException(quoted))),
            "proxy" => wire.Fail(new HttpRequestException(HttpRequestError.ProxyTunnelError, quoted)),
            "body" => wire.RespondWithBody(new StallingStream([1], new IOException(quoted))),
            "reader" => wire.RespondWithBody(new StallingStream(
                [1], new EvalException(EvalErrorCondition.InvalidResponse, quoted, new FormatException(quoted)))),
            _ => wire.RespondWithBody(stalling),
        };
        EvalConnectionOptions options = Connection.Options(
            service, authentication, retries: 0, timeout: TimeSpan.FromSeconds(1),
            headers: new() { ["X-Gateway"] = Connection.HeaderValue });
        using Connection connection = new(wire, options);

        Task<string> response = connection.GetAsync("v2/task?task_id=7&api_key=canary-in-query");
        if (failure == "timeout")
        {
            await stalling.Stalled.Soon();
            await connection.Clock.PassNextDelayAsync();
        }

        if (failure is "none" or "header" or "media")
        {
            await response.Soon();
        }
        else
        {
            EvalException error = await Assert.ThrowsAsync<EvalException>(() => response.Soon());
            IsClean($"{error} {error.ServerMessage} {error.RecommendedAction}", quoted);
        }

        IsClean(connection.Observer.Everything, quoted);
        Assert.NotEmpty(connection.Observer.DebugLines);
        Assert.Contains(wire.Sent, sent => sent["X-Gateway"] == Connection.HeaderValue);
    }

    [Fact]
    public async Task A_rejected_login_does_not_quote_the_password()
    {
        StubHandler wire = new StubHandler().Respond(HttpStatusCode.Unauthorized, $$"""{"detail":"wrong: {{Connection.Password}}"}""");
        using Connection connection = new(wire, Connection.OAuth());
        EvalException error = await Assert.ThrowsAsync<EvalException>(() => connection.GetAsync().Soon());
        string text = $"{error} {error.ServerMessage} {connection.Observer.Everything}";
        Assert.DoesNotContain(Connection.Password, text);
        Assert.Contains("wrong:", error.ServerMessage);
    }

    [Fact]
    public async Task A_rejected_login_does_not_quote_the_form_that_was_sent()
    {
        StubHandler wire = new StubHandler().Respond(async (request, cancellation) => StubHandler.Response(
            HttpStatusCode.Unauthorized, $$"""{"detail":"wrong: {{await request.Content!.ReadAsStringAsync(cancellation)}}"}"""));
        using Connection connection = new(wire, Connection.OAuth());

        EvalException error = await Assert.ThrowsAsync<EvalException>(() => connection.GetAsync().Soon());

        Assert.Contains("p%C3%A4ssword", wire.Sent[0].Body);
        Assert.Equal("wrong: username=user%40test&password=***", error.ServerMessage);
        IsClean($"{error} {connection.Observer.Everything}", Connection.Password);
    }

    [Fact]
    public async Task A_truncated_message_does_not_reveal_part_of_a_secret()
    {
        StubHandler wire = new StubHandler().Respond($$"""{"detail":"{{new string('x', 1985)}} {{Connection.Key}}"}""");
        using Connection connection = new(wire, Connection.Options(retries: 0));

        EvalException error = await Assert.ThrowsAsync<EvalException>(() => connection.GetTaskAsync().Soon());

        Assert.Equal(EvalErrorCondition.InvalidResponse, error.Condition);
        Assert.EndsWith("x ***", error.ServerMessage);
        IsClean($"{error} {error.ServerMessage}", Connection.Key);
    }

    [Fact]
    public async Task A_truncated_media_type_does_not_reveal_part_of_a_secret()
    {
        StubHandler wire = new StubHandler().Respond((_, _) =>
        {
            StringContent content = new("x");
            content.Headers.ContentType = new($"application/{new string('x', 80)}{Connection.Key}");
            return Task.FromResult(new HttpResponseMessage { Content = content });
        });
        using Connection connection = new(wire, Connection.Options(retries: 0));

        EvalException error = await Assert.ThrowsAsync<EvalException>(() => connection.GetTaskAsync().Soon());

        Assert.Contains("xxx***, not JSON", error.Message);
        IsClean($"{error} {error.ServerMessage}", Connection.Key);
    }

    // The secrets as the connection sends them, and as the server can quote them.
    private static string Quote(EvalService service, EvalAuthentication authentication)
    {
        string user = service == EvalService.Scale ? Connection.Key + ":" : "user@test:" + Connection.Password;
        string basic = Convert.ToBase64String(Encoding.UTF8.GetBytes(user));
        return string.Join(
            " ", Connection.Key, Connection.Password, Connection.HeaderValue,
            authentication == EvalAuthentication.Basic ? basic : "",
            authentication == EvalAuthentication.OAuth ? AccessToken : "");
    }

    private static void IsClean(string text, string quoted)
    {
        foreach (string secret in quoted.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            Assert.DoesNotContain(secret, text);
        Assert.DoesNotContain("canary", text);
    }
}
