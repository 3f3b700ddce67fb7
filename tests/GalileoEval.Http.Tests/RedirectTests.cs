using System.Net;
using GalileoEval.Errors;
using GalileoEval.Http.Tests.Support;

namespace GalileoEval.Http.Tests;

public sealed class RedirectTests
{
    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_read_follows_redirects_within_its_origin(int status)
    {
        StubHandler wire = new StubHandler().Respond((HttpStatusCode)status, "", ("Location", "/v3/task?x=1")).Respond("done");
        using Connection connection = new(wire);
        Assert.Equal("done", await connection.GetAsync().Soon());
        Assert.Equal("https://api.test/v3/task?x=1", wire.Sent[1].Address.AbsoluteUri);
        Assert.Equal("Bearer " + Connection.Key, wire.Sent[1]["Authorization"]);
    }

    [Theory]
    [InlineData("https://evil.test/secret-path")]
    [InlineData("//evil.test/secret-path")]
    [InlineData("http://api.test/secret-path")]
    [InlineData("https://api.test:8443/secret-path")]
    [InlineData("https://user@api.test/secret-path")]
    public async Task Redirects_to_another_origin_are_rejected(string target)
    {
        StubHandler wire = new StubHandler().Respond(HttpStatusCode.Found, "", ("Location", target)).Respond("stolen");
        using Connection connection = new(wire, Connection.Options(retries: 0));
        EvalException error = await Assert.ThrowsAsync<EvalException>(() => connection.GetAsync().Soon());
        Assert.Equal(EvalErrorCondition.InvalidResponse, error.Condition);
        Assert.Contains(".test", error.Message);
        Assert.DoesNotContain("secret-path", error.Message);
        Assert.Single(wire.Sent);
    }

    [Theory]
    [InlineData(302)]
    [InlineData(307)]
    public async Task An_operation_that_starts_work_follows_no_redirect(int status)
    {
        StubHandler wire = new StubHandler().Respond((HttpStatusCode)status, "", ("Location", "/other")).Respond("twice");
        using Connection connection = new(wire);
        EvalException error = await Assert.ThrowsAsync<EvalException>(() => connection.StartAsync().Soon());
        Assert.Equal(EvalErrorCondition.InvalidResponse, error.Condition);
        Assert.Single(wire.Sent);
    }

    [Fact]
    public async Task A_redirect_loop_ends_after_five_redirects()
    {
        StubHandler wire = new StubHandler().Respond(HttpStatusCode.Found, "", ("Location", "/v2/task"));
        using Connection connection = new(wire, Connection.Options(retries: 0));
        EvalException error = await Assert.ThrowsAsync<EvalException>(() => connection.GetAsync().Soon());
        Assert.Contains("more than 5 times", error.Message);
        Assert.Equal(6, wire.Sent.Count);
    }

    [Fact]
    public async Task A_redirect_without_a_target_is_an_error()
    {
        using Connection connection = new(new StubHandler().Respond(HttpStatusCode.Found), Connection.Options(retries: 0));
        EvalException error = await Assert.ThrowsAsync<EvalException>(() => connection.GetAsync().Soon());
        Assert.Equal(EvalErrorCondition.InvalidResponse, error.Condition);
    }
}
