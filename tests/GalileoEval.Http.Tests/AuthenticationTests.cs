using System.Net;
using System.Text;
using GalileoEval.Errors;
using GalileoEval.Http.Tests.Support;
using GalileoEval.Transport;

namespace GalileoEval.Http.Tests;

public sealed class AuthenticationTests
{
    [Fact]
    public async Task Galileo_gets_the_key_in_its_own_header()
    {
        SentRequest sent = await SendAsync(Connection.Options(EvalService.Galileo, EvalAuthentication.ApiKey));
        Assert.Equal(Connection.Key, sent["Galileo-API-Key"]);
        Assert.Null(sent["Authorization"]);
    }

    [Theory]
    [InlineData(EvalService.Kolena)]
    [InlineData(EvalService.Scale)]
    public async Task Bearer_is_the_key(EvalService service) =>
        Assert.Equal("Bearer " + Connection.Key, (await SendAsync(Connection.Options(service)))["Authorization"]);

    [Theory]
    [InlineData(EvalService.Galileo, "user@test:" + Connection.Password)]
    [InlineData(EvalService.Scale, Connection.Key + ":")]
    public async Task Basic_is_user_and_password_or_the_key_as_user(EvalService service, string pair)
    {
        SentRequest sent = await SendAsync(Connection.Options(service, EvalAuthentication.Basic));
        Assert.Equal("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)), sent["Authorization"]);
    }

    [Fact]
    public async Task Every_request_introduces_itself_and_carries_the_user_s_headers()
    {
        SentRequest sent = await SendAsync(
            Connection.Options(address: "https://api.test/prefix", headers: new() { ["X-Gateway"] = Connection.HeaderValue }));
        Assert.Equal("https://api.test/prefix/v2/task", sent.Address.AbsoluteUri);
        Assert.Equal("application/json", sent["Accept"]);
        Assert.Equal("GalileoEval/0.1.0", sent["User-Agent"]);
        Assert.Equal(Connection.HeaderValue, sent["X-Gateway"]);
    }

    [Fact]
    public async Task The_caller_may_dispose_of_its_key()
    {
        StubHandler wire = new StubHandler().Answer("done");
        EvalConnectionOptions options = Connection.Options();
        using Connection connection = new(wire, options);
        options.ApiKey!.Dispose();
        Assert.Equal("done", await connection.GetAsync().Soon());
    }

    [Fact]
    public async Task Disposal_ends_requests_under_way_and_closes_the_wire()
    {
        TaskCompletionSource arrived = new();
        StubHandler wire = new StubHandler().Answer(async (_, cancellation) =>
        {
            arrived.SetResult();
            await Task.Delay(Timeout.Infinite, cancellation);
            return new HttpResponseMessage();
        });
        Connection connection = new(wire);
        Task<string> answer = connection.GetAsync();
        await arrived.Task.Soon();
        connection.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => answer.Soon());
        Assert.True(wire.IsDisposed);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => connection.GetAsync().Soon());
        connection.Dispose();
    }

    [Fact]
    public async Task An_error_carries_the_service_s_words()
    {
        StubHandler wire = new StubHandler().Answer(
            HttpStatusCode.UnprocessableEntity, """{"detail":[{"loc":["body","file"],"msg":"field required"}]}""");
        using Connection connection = new(wire);
        EvalException error = await Assert.ThrowsAsync<EvalException>(() => connection.GetAsync().Soon());
        Assert.Equal("Scale: get task failed (HTTP 422): body.file: field required", error.Message);
        Assert.Equal(EvalErrorCondition.ValidationError, error.Condition);
    }

    private static async Task<SentRequest> SendAsync(EvalConnectionOptions options)
    {
        StubHandler wire = new StubHandler().Answer("done");
        using Connection connection = new(wire, options);
        await connection.GetAsync().Soon();
        return Assert.Single(wire.Sent);
    }
}
