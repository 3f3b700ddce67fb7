using System.Net;
using System.Text;
using GalileoEval.Errors;
using GalileoEval.Http.Tests.Support;
using GalileoEval.Transport;

namespace GalileoEval.Http.Tests;

public sealed class AuthenticationTests
{
    [Fact]
    public async Task Galileo_receives_the_API_key_in_a_dedicated_header()
    {
        SentRequest sent = await SendAsync(Connection.Options(EvalService.Galileo, EvalAuthentication.ApiKey));
        Assert.Equal(Connection.Key, sent["Galileo-API-Key"]);
        Assert.Null(sent["Authorization"]);
    }

    [Fact]
    public async Task Splunk_receives_the_token_in_a_dedicated_header_and_no_login()
    {
        SentRequest sent = await SendAsync(Connection.Options(EvalService.Galileo, EvalAuthentication.SplunkToken));
        Assert.Equal(Connection.Key, sent["X-SF-Token"]);
        Assert.Null(sent["Galileo-API-Key"]);
        Assert.Null(sent["Authorization"]);
    }

    [Theory]
    [InlineData(EvalService.Kolena)]
    [InlineData(EvalService.Scale)]
    public async Task Bearer_sends_the_API_key(EvalService service) =>
        Assert.Equal("Bearer " + Connection.Key, (await SendAsync(Connection.Options(service)))["Authorization"]);

    [Theory]
    [InlineData(EvalService.Galileo, "user@test:" + Connection.Password)]
    [InlineData(EvalService.Scale, Connection.Key + ":")]
    public async Task Basic_sends_user_name_and_password_or_the_API_key_as_user_name(EvalService service, string pair)
    {
        SentRequest sent = await SendAsync(Connection.Options(service, EvalAuthentication.Basic));
        Assert.Equal("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)), sent["Authorization"]);
    }

    [Fact]
    public async Task Every_request_has_a_user_agent_and_the_custom_headers()
    {
        SentRequest sent = await SendAsync(
            Connection.Options(address: "https://api.test/prefix", headers: new() { ["X-Gateway"] = Connection.HeaderValue }));
        Assert.Equal("https://api.test/prefix/v2/task", sent.Address.AbsoluteUri);
        Assert.Equal("application/json", sent["Accept"]);
        Assert.Equal("GalileoEval/0.1.0", sent["User-Agent"]);
        Assert.Equal(Connection.HeaderValue, sent["X-Gateway"]);
    }

    [Fact]
    public async Task The_caller_can_dispose_of_its_API_key()
    {
        StubHandler wire = new StubHandler().Respond("done");
        EvalConnectionOptions options = Connection.Options();
        using Connection connection = new(wire, options);
        options.ApiKey!.Dispose();
        Assert.Equal("done", await connection.GetAsync().Soon());
    }

    [Fact]
    public async Task Dispose_ends_pending_requests_and_closes_the_connection()
    {
        TaskCompletionSource arrived = new();
        StubHandler wire = new StubHandler().Respond(async (_, cancellation) =>
        {
            arrived.SetResult();
            await Task.Delay(Timeout.Infinite, cancellation);
            return new HttpResponseMessage();
        });
        Connection connection = new(wire);
        Task<string> response = connection.GetAsync();
        await arrived.Task.Soon();
        connection.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => response.Soon());
        Assert.True(wire.IsDisposed);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => connection.GetAsync().Soon());
        connection.Dispose();
    }

    [Fact]
    public async Task An_error_contains_the_message_of_the_service()
    {
        StubHandler wire = new StubHandler().Respond(
            HttpStatusCode.UnprocessableEntity, """{"detail":[{"loc":["body","file"],"msg":"field required"}]}""");
        using Connection connection = new(wire);
        EvalException error = await Assert.ThrowsAsync<EvalException>(() => connection.GetAsync().Soon());
        Assert.Equal("Scale: get task failed (HTTP 422): body.file: field required", error.Message);
        Assert.Equal(EvalErrorCondition.ValidationError, error.Condition);
    }

    private static async Task<SentRequest> SendAsync(EvalConnectionOptions options)
    {
        StubHandler wire = new StubHandler().Respond("done");
        using Connection connection = new(wire, options);
        await connection.GetAsync().Soon();
        return Assert.Single(wire.Sent);
    }
}
