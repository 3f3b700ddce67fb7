using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace GalileoEval.Sandbox.Tests;

public sealed class AuthenticationTests : IDisposable
{
    private const string GalileoPath = "v2/current_user";
    private const string KolenaPath = "api/v1/client/agents";
    private const string ScalePath = "v2/projects";
    private readonly RunningSandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Theory]
    [InlineData(GalileoPath, "Galileo-API-Key", "{key}", 200)]
    [InlineData(GalileoPath, "Splunk-AO-API-Key", "{key}", 200)]
    [InlineData(GalileoPath, "Galileo-API-Key", "{key}x", 401)]
    [InlineData("ao/api/v2/current_user", "X-SF-Token", "{key}", 200)]
    [InlineData("ao/api/public/v2/current_user", "X-SF-Token", "{key}", 200)]
    [InlineData("ao/api/current_user", "X-SF-Token", "{key}", 200)]
    [InlineData("ao/api/v2/current_user", "X-SF-Token", "{key}x", 401)]
    [InlineData(KolenaPath, "X-SF-Token", "{key}", 401)]
    [InlineData(GalileoPath, "Authorization", "Basic sandbox@example.com:{key}", 200)]
    [InlineData(GalileoPath, "Authorization", "Basic somebody@example.com:{key}", 401)]
    [InlineData(GalileoPath, "Authorization", "Basic !!!", 401)]
    [InlineData(GalileoPath, "Authorization", "Bearer {key}", 401)]
    [InlineData(KolenaPath, "Authorization", "Bearer {key}", 200)]
    [InlineData(KolenaPath, "Authorization", "bearer {key}", 200)]
    [InlineData(KolenaPath, "Authorization", "Basic {key}:", 401)]
    [InlineData(KolenaPath, "Galileo-API-Key", "{key}", 401)]
    [InlineData(ScalePath, "Authorization", "Bearer {key}", 200)]
    [InlineData(ScalePath, "Authorization", "Basic {key}:", 200)]
    [InlineData(ScalePath, "Authorization", "Basic other:{key}", 401)]
    [InlineData(ScalePath, "Authorization", "Bearer", 401)]
    [InlineData(ScalePath, "X-Nothing", "1", 401)]
    public async Task Authenticates_as_each_service_does(string path, string header, string value, int expected)
    {
        value = value.Replace("{key}", _sandbox.Key, StringComparison.Ordinal);
        if (value.StartsWith("Basic ", StringComparison.Ordinal) && value.Contains(':', StringComparison.Ordinal))
            value = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(value[6..]));

        (int status, JsonNode? body) = await _sandbox.SendAsync(
            HttpMethod.Get, path, authenticate: headers => headers.TryAddWithoutValidation(header, value));

        Assert.Equal(expected, status);
        if (expected == 401 && path == ScalePath)
            Assert.Equal(401, (int)body!["status_code"]!);
        else if (expected == 401)
            Assert.NotEmpty((string)body!["detail"]!);
    }

    [Theory]
    [InlineData("login", true)]
    [InlineData("v2/login", true)]
    [InlineData("public/v2/login", true)]
    [InlineData("login/api_key", false)]
    [InlineData("v2/login/api_key", false)]
    public async Task Logs_in_and_lets_the_token_expire(string path, bool withPassword)
    {
        using HttpContent content = withPassword
            ? new FormUrlEncodedContent([new("grant_type", "password"), new("username", _sandbox.Host.UserName), new("password", _sandbox.Key)])
            : RunningSandbox.Json($$"""{"api_key":"{{_sandbox.Key}}"}""");
        (int status, JsonNode? token) = await _sandbox.SendAsync(HttpMethod.Post, path, content, _ => { });
        Assert.Equal(200, status);
        Assert.Equal("bearer", (string)token!["token_type"]!);
        string access = (string)token["access_token"]!;
        Assert.Equal(3, access.Split('.').Length);

        Assert.Equal(200, await TryAsync(access));
        Assert.Equal(401, await TryAsync(access[..^2] + (access[^2] == 'a' ? "bb" : "aa")));
        _sandbox.Clock.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal(200, await TryAsync(access));
        _sandbox.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(401, await TryAsync(access));

        async Task<int> TryAsync(string bearer) => (await _sandbox.SendAsync(
            HttpMethod.Get, GalileoPath, authenticate: h => h.Authorization = new AuthenticationHeaderValue("Bearer", bearer))).Status;
    }

    [Fact]
    public async Task Rejects_invalid_and_incomplete_logins()
    {
        using FormUrlEncodedContent wrong = new([new("username", _sandbox.Host.UserName), new("password", "no")]);
        Assert.Equal(401, (await _sandbox.SendAsync(HttpMethod.Post, "v2/login", wrong, _ => { })).Status);

        using FormUrlEncodedContent half = new([new("username", _sandbox.Host.UserName)]);
        (int status, JsonNode? body) = await _sandbox.SendAsync(HttpMethod.Post, "v2/login", half, _ => { });
        Assert.Equal(422, status);
        Assert.Equal("""["body","password"]""", body!["detail"]![0]!["loc"]!.ToJsonString());

        using StringContent key = RunningSandbox.Json("""{"api_key":"no"}""");
        Assert.Equal(401, (await _sandbox.SendAsync(HttpMethod.Post, "v2/login/api_key", key, _ => { })).Status);
        using StringContent nothing = RunningSandbox.Json("{}");
        Assert.Equal(422, (await _sandbox.SendAsync(HttpMethod.Post, "v2/login/api_key", nothing, _ => { })).Status);
        using StringContent broken = RunningSandbox.Json("{");
        Assert.Equal(422, (await _sandbox.SendAsync(HttpMethod.Post, "v2/login/api_key", broken, _ => { })).Status);
    }
}
