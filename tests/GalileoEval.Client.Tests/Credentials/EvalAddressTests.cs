using GalileoEval.Credentials;
using GalileoEval.Errors;

namespace GalileoEval.Tests.Credentials;

public class EvalAddressTests
{
    [Theory]
    [InlineData(EvalService.Galileo, "https://api.galileo.ai/")]
    [InlineData(EvalService.Kolena, "https://agents-api.kolena.com/")]
    [InlineData(EvalService.Scale, "https://api.scale.com/")]
    public void Every_service_has_its_public_address(EvalService service, string expected) =>
        Assert.Equal(expected, EvalAddress.DefaultFor(service).AbsoluteUri);

    [Theory]
    [InlineData(EvalService.Galileo, "https://api.example.org", "https://api.example.org/")]
    [InlineData(EvalService.Galileo, "https://api.example.org/v2", "https://api.example.org/")]
    [InlineData(EvalService.Galileo, "https://api.example.org/v2/", "https://api.example.org/")]
    [InlineData(EvalService.Galileo, "https://api.example.org/public/v2/", "https://api.example.org/public/")]
    [InlineData(EvalService.Galileo, "https://api.example.org/public", "https://api.example.org/public/")]
    [InlineData(EvalService.Scale, "https://gateway.example.org:8443/scale/V2", "https://gateway.example.org:8443/scale/")]
    [InlineData(EvalService.Scale, "https://gateway.example.org/xv2", "https://gateway.example.org/xv2/")]
    [InlineData(EvalService.Kolena, "https://gateway.example.org/v2", "https://gateway.example.org/v2/")]
    [InlineData(EvalService.Kolena, "http://localhost:5001", "http://localhost:5001/")]
    [InlineData(EvalService.Kolena, "http://[::1]:5001/a//", "http://[::1]:5001/a/")]
    public void An_address_ends_with_a_slash_and_without_the_version(EvalService service, string address, string expected) =>
        Assert.Equal(expected, EvalAddress.Normalize(service, new Uri(address)).AbsoluteUri);

    [Theory]
    [InlineData("ftp://example.org/")]
    [InlineData("file:///tmp/secret")]
    [InlineData("localhost:5000")]
    [InlineData("example.org/secret")]
    [InlineData("https://secret@example.org/")]
    [InlineData("https://user:secret@example.org/")]
    [InlineData("https://example.org/?token=secret")]
    [InlineData("https://example.org/#secret")]
    public void Any_other_address_is_rejected_without_repeating_it(string address)
    {
        EvalException e = Assert.Throws<EvalException>(
            () => EvalAddress.Normalize(EvalService.Kolena, new Uri(address, UriKind.RelativeOrAbsolute)));

        Assert.Equal(EvalErrorCondition.InvalidArgument, e.Condition);
        Assert.DoesNotContain("secret", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://app.galileo.ai", "https://api.galileo.ai/")]
    [InlineData("https://app.galileo.ai/some/page", "https://api.galileo.ai/")]
    [InlineData("https://console.acme.example.org/", "https://api.acme.example.org/")]
    [InlineData("https://console-demo.acme.example.org:8443/", "https://api-demo.acme.example.org:8443/")]
    [InlineData("https://demo.console.example.org/", "https://demo.api.example.org/")]
    [InlineData("http://localhost:3000/", "http://localhost:8088/")]
    [InlineData("http://127.0.0.1:3000/", "http://localhost:8088/")]
    [InlineData("https://api.galileo.ai/", "https://api.galileo.ai/")]
    public void The_API_address_is_derived_from_the_console(string console, string expected) =>
        Assert.Equal(expected, EvalAddress.FromGalileoConsole(new Uri(console)).AbsoluteUri);

    [Theory]
    [InlineData("https://galileo.example.org/")]
    [InlineData("https://myconsole.example.org/")]
    public void A_console_with_another_name_is_rejected(string console)
    {
        EvalException e = Assert.Throws<EvalException>(() => EvalAddress.FromGalileoConsole(new Uri(console)));

        Assert.Equal(EvalErrorCondition.InvalidArgument, e.Condition);
        Assert.Contains("GALILEO_API_URL", e.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://console.ao.example.org/", "https://api.ao.example.org/")]
    [InlineData("https://app.ao.example.org:8443/home", "https://api.ao.example.org:8443/")]
    [InlineData("https://demo.console.example.org/", "https://demo.api.example.org/")]
    [InlineData("https://ao.example.org/", "https://api.ao.example.org/")]
    [InlineData("https://my-console.example.org/", "https://api.my-console.example.org/")]
    [InlineData("https://api.ao.example.org/v2", "https://api.ao.example.org/")]
    [InlineData("http://localhost:3000/", "http://localhost:8088/")]
    public void The_API_address_is_derived_from_the_console_of_Splunk(string console, string expected) =>
        Assert.Equal(expected, EvalAddress.FromSplunkConsole(new Uri(console)).AbsoluteUri);

    [Fact]
    public void An_IP_address_as_the_console_of_Splunk_is_rejected()
    {
        EvalException e = Assert.Throws<EvalException>(() => EvalAddress.FromSplunkConsole(new Uri("https://10.0.0.1/")));

        Assert.Equal(EvalErrorCondition.InvalidArgument, e.Condition);
        Assert.Contains("SPLUNK_AO_API_URL", e.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("us1", "https://app.us1.observability.splunkcloud.com/ao/api/")]
    [InlineData("US1", "https://app.us1.observability.splunkcloud.com/ao/api/")]
    [InlineData("us1-gov", "https://app.us1-gov.observability.splunkcloud.com/ao/api/")]
    public void A_realm_has_its_address(string realm, string expected) =>
        Assert.Equal(expected, EvalAddress.FromSplunkRealm(realm).AbsoluteUri);

    [Theory]
    [InlineData("evil.example.org/")]
    [InlineData("us1/")]
    [InlineData("us1\n")]
    [InlineData("us 1")]
    [InlineData("-us1")]
    [InlineData("us1@evil")]
    [InlineData("")]
    public void A_realm_that_could_lead_to_another_host_is_rejected(string realm) =>
        Assert.Equal(
            EvalErrorCondition.InvalidArgument,
            Assert.Throws<EvalException>(() => EvalAddress.FromSplunkRealm(realm)).Condition);
}
