using GalileoEval.Errors;
using GalileoEval.Http.Tests.Support;
using GalileoEval.Transport;

namespace GalileoEval.Http.Tests;

public sealed class ConnectionRulesTests
{
    [Theory]
    [InlineData("http://api.test/")]
    [InlineData("http://localhost.test/")]
    [InlineData("http://127.0.0.1.test/")]
    [InlineData("http://128.0.0.1/")]
    [InlineData("http://[::2]/")]
    [InlineData("http://0.0.0.0/")]
    public void An_API_key_is_not_sent_unencrypted(string address)
    {
        EvalException error = Rejected(Connection.Options(address: address));
        Assert.Contains("https", error.RecommendedAction);
        Assert.Contains("-AllowUnencryptedAuthentication", error.RecommendedAction);
        using IEvalTransport allowed = Create(Connection.Options(address: address, allowUnencrypted: true));
    }

    [Theory]
    [InlineData("http://localhost:8088/")]
    [InlineData("http://LOCALHOST/")]
    [InlineData("http://loopback/")] // .NET itself makes localhost of it.
    [InlineData("http://127.0.0.1/")]
    [InlineData("http://127.9.8.7/")]
    [InlineData("http://[::1]/")]
    [InlineData("https://api.test/")]
    public void Loopback_and_https_addresses_are_accepted(string address)
    {
        using IEvalTransport transport = Create(Connection.Options(address: address));
    }

    [Theory]
    [InlineData("ftp://api.test/")]
    [InlineData("https://user:canary-word@api.test/")]
    [InlineData("https://api.test/?token=canary-word")]
    [InlineData("https://api.test/#canary-word")]
    public void A_base_address_with_credentials_query_or_other_scheme_is_rejected(string address) =>
        Assert.DoesNotContain("canary", Rejected(Connection.Options(address: address)).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("canary\r\nX-Evil: 1")]
    [InlineData("canary\n")]
    [InlineData("canary key")]
    [InlineData("canary\u00e9")]
    public void An_API_key_that_is_not_a_valid_header_value_is_rejected(string key) =>
        Assert.DoesNotContain("canary", Rejected(Connection.Options(key: key)).ToString());

    [Fact]
    public void A_user_name_with_a_control_character_is_rejected() => Assert.Contains(
        "control character", Rejected(Connection.Options(EvalService.Galileo, EvalAuthentication.Basic, userName: "user\r\nX-Evil: 1")).Message);

    [Fact]
    public void A_user_name_with_a_colon_is_rejected_for_Basic_authentication_only()
    {
        Assert.Contains("colon", Rejected(Connection.Options(EvalService.Galileo, EvalAuthentication.Basic, userName: "a:b")).Message);
        using IEvalTransport transport = Create(Connection.Options(EvalService.Galileo, EvalAuthentication.OAuth, userName: "a:b"));
    }

    [Theory]
    [InlineData("ftp://proxy.test:3128")]
    [InlineData("proxy.test:3128")]
    [InlineData("/proxy")]
    public void A_proxy_that_is_not_an_http_address_is_rejected(string proxy) =>
        Assert.Contains("http://host:port", Rejected(Connection.Options(proxy: new Uri(proxy, UriKind.RelativeOrAbsolute))).RecommendedAction);

    [Theory]
    [InlineData("Authorization", "canary")]
    [InlineData("galileo-api-key", "canary")]
    [InlineData("splunk-ao-api-key", "canary")]
    [InlineData("x-sf-token", "canary")]
    [InlineData("Host", "canary")]
    [InlineData("Content-Type", "canary")]
    [InlineData("content-length", "canary")]
    [InlineData("Transfer-Encoding", "canary")]
    [InlineData("X-Gate", "canary\r\nX: y")]
    [InlineData("X-Gate", "canary\0")]
    [InlineData("X-Gate", "canary\u001b[2J")]
    [InlineData("X-Gate", "canary\u00fc")]
    [InlineData("X Gate", "canary")]
    [InlineData("X-Gate:", "canary")]
    [InlineData("X-Gate\r\n", "canary")]
    [InlineData("", "canary")]
    public void An_invalid_or_reserved_header_is_rejected(string name, string value) =>
        Assert.DoesNotContain("canary", Rejected(Connection.Options(headers: new() { [name] = value })).ToString());

    [Theory]
    [InlineData(EvalService.Kolena, EvalAuthentication.ApiKey)]
    [InlineData(EvalService.Kolena, EvalAuthentication.SplunkToken)]
    [InlineData(EvalService.Kolena, EvalAuthentication.Basic)]
    [InlineData(EvalService.Scale, EvalAuthentication.OAuth)]
    public void An_authentication_that_the_service_does_not_support_is_rejected(EvalService service, EvalAuthentication authentication) =>
        Rejected(Connection.Options(service, authentication));

    [Fact]
    public void Missing_credentials_are_rejected()
    {
        Rejected(new() { Service = EvalService.Scale, BaseUri = new("https://api.test/"), Authentication = EvalAuthentication.Bearer });
        Rejected(new()
        {
            Service = EvalService.Galileo,
            BaseUri = new("https://api.test/"),
            Authentication = EvalAuthentication.OAuth,
            UserName = "user",
        });
    }

    [Fact]
    public void Limits_must_be_positive()
    {
        Rejected(Connection.Options(timeout: TimeSpan.Zero));
        Rejected(Connection.Options(timeout: TimeSpan.FromDays(30)));
        Rejected(Connection.Options(retries: -1));
        Rejected(Connection.Options(perMinute: 0));
    }

    private static EvalException Rejected(EvalConnectionOptions options)
    {
        EvalException error = Assert.Throws<EvalException>(() => Create(options));
        Assert.Equal(EvalErrorCondition.InvalidArgument, error.Condition);
        Assert.False(string.IsNullOrEmpty(error.RecommendedAction));
        return error;
    }

    private static IEvalTransport Create(EvalConnectionOptions options) => new HttpTransportFactory().Create(options);
}
