using System.Net;
using GalileoEval.Http.Tests.Support;

namespace GalileoEval.Http.Tests;

public sealed class TraceTests
{
    [Fact]
    public async Task A_request_is_two_verbose_lines_and_its_headers_are_debug_lines()
    {
        Connection? connection = null;
        StubHandler wire = new StubHandler().Respond((_, _) =>
        {
            connection!.Clock.Advance(TimeSpan.FromMilliseconds(123));
            return Task.FromResult(StubHandler.Response(
                HttpStatusCode.OK, "body", ("X-Trace", "abc"), ("Set-Cookie", "id=1"), ("Link", "https://x.test/a?sig=1")));
        });
        using (connection = new Connection(wire, Connection.Options(headers: new() { ["X-Gateway"] = "short" })))
        {
            await connection.GetAsync("v2/task?task_id=7&expand=project&access_token=hidden").Soon();
            Assert.Equal(
                ["GET https://api.test/v2/task (get task)", "-> 200 OK in 123 ms, application/json"],
                connection.Observer.VerboseLines);
            Assert.Equal(
                [
                    "> GET https://api.test/v2/task?task_id=7&expand=project&access_token=***",
                    "> Accept: application/json",
                    "> User-Agent: GalileoEval/0.1.0",
                    "> X-Gateway: ***",
                    "> Authorization: ***",
                    "< X-Trace: abc",
                    "< Set-Cookie: ***",
                    "< Link: https://x.test/a?***",
                    "< Content-Type: application/json; charset=utf-8",
                ],
                connection.Observer.DebugLines);
        }
    }

    [Fact]
    public async Task Control_characters_of_the_server_are_removed()
    {
        StubHandler wire = new StubHandler().Respond(HttpStatusCode.OK, "{}", ("X-Title", "\u001b]0;mine\u0007"));
        using Connection connection = new(wire);
        await connection.GetAsync().Soon();
        Assert.DoesNotContain(connection.Observer.Everything, c => char.IsControl(c) && c != '\n');
    }

    [Fact]
    public async Task An_observer_is_optional()
    {
        using Connection connection = new(new StubHandler().Respond("done"));
        Assert.Equal("done", await connection.SendAsync(new() { Operation = "get task", Path = "v2/task" }).Soon());
    }
}
