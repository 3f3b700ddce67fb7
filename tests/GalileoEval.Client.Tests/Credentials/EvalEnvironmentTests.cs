using System.Net;
using GalileoEval.Credentials;
using GalileoEval.Errors;
using GalileoEval.Transport;

namespace GalileoEval.Tests.Credentials;

public class EvalEnvironmentTests
{
    [Theory]
    [InlineData(EvalService.Galileo)]
    [InlineData(EvalService.Kolena)]
    [InlineData(EvalService.Scale)]
    public void Without_variables_there_is_no_connection(EvalService service) =>
        Assert.Null(Variables().OptionsFor(service));

    [Fact]
    public void A_galileo_key_logs_in_by_its_header()
    {
        EvalConnectionOptions options = Variables(("GALILEO_API_KEY", "k1")).OptionsFor(EvalService.Galileo)!;

        Assert.Equal(EvalAuthentication.ApiKey, options.Authentication);
        Assert.Equal("k1", Reveal(options.ApiKey));
        Assert.Equal("https://api.galileo.ai/", options.BaseUri.AbsoluteUri);
        Assert.Null(options.UserName);
    }

    [Fact]
    public void A_galileo_user_logs_in_by_oauth_and_only_with_a_password()
    {
        EvalConnectionOptions options = Variables(("GALILEO_USERNAME", "ann"), ("GALILEO_PASSWORD", "p1"))
            .OptionsFor(EvalService.Galileo)!;

        Assert.Equal(EvalAuthentication.OAuth, options.Authentication);
        Assert.Equal("ann", options.UserName);
        Assert.Equal("p1", Reveal(options.Password));
        Assert.Null(options.ApiKey);
        Assert.Null(Variables(("GALILEO_USERNAME", "ann")).OptionsFor(EvalService.Galileo));
    }

    [Fact]
    public void The_API_key_has_precedence_over_the_user_unless_the_authentication_requires_one()
    {
        EvalEnvironment variables = Variables(
            ("GALILEO_API_KEY", "k1"), ("GALILEO_USERNAME", "ann"), ("GALILEO_PASSWORD", "p1"));

        Assert.Equal(EvalAuthentication.ApiKey, variables.CredentialFor(EvalService.Galileo)!.Authentication);
        EvalCredential basic = variables.CredentialFor(EvalService.Galileo, EvalAuthentication.Basic)!;
        Assert.Equal(EvalAuthentication.Basic, basic.Authentication);
        Assert.Equal("ann", basic.UserName);
    }

    [Fact]
    public void The_API_address_has_precedence_over_the_console()
    {
        EvalEnvironment both = Variables(
            ("GALILEO_API_URL", "https://api.acme.example.org/v2"), ("GALILEO_CONSOLE_URL", "https://console.other.example.org"));
        EvalEnvironment console = Variables(("GALILEO_CONSOLE_URL", "https://console.other.example.org"));

        Assert.Equal("https://api.acme.example.org/", both.BaseUriFor(EvalService.Galileo).AbsoluteUri);
        Assert.Equal("https://api.other.example.org/", console.BaseUriFor(EvalService.Galileo).AbsoluteUri);
    }

    [Fact]
    public void Kolena_has_alternative_names_for_all_variables_and_ignores_the_token_of_the_other_product()
    {
        EvalEnvironment first = Variables(
            ("KOLENA_API_KEY", "k1"), ("RESTRUCTURED_API_KEY", "k2"),
            ("KOLENA_API_URL", "https://one.example.org"), ("RESTRUCTURED_API_URL", "https://two.example.org"));
        EvalEnvironment second = Variables(
            ("RESTRUCTURED_API_KEY", "k2"), ("RESTRUCTURED_API_URL", "https://two.example.org"));

        Assert.Equal("k1", Reveal(first.OptionsFor(EvalService.Kolena)!.ApiKey));
        Assert.Equal("https://one.example.org/", first.BaseUriFor(EvalService.Kolena).AbsoluteUri);
        Assert.Equal("k2", Reveal(second.OptionsFor(EvalService.Kolena)!.ApiKey));
        Assert.Equal("https://two.example.org/", second.BaseUriFor(EvalService.Kolena).AbsoluteUri);
        Assert.Equal(EvalAuthentication.Bearer, second.OptionsFor(EvalService.Kolena)!.Authentication);
        Assert.Null(Variables(("KOLENA_TOKEN", "other")).OptionsFor(EvalService.Kolena));
    }

    [Fact]
    public void A_Scale_key_is_a_bearer_token_without_its_line_break()
    {
        EvalConnectionOptions options = Variables(("SCALE_API_KEY", "test_1\n")).OptionsFor(EvalService.Scale)!;

        Assert.Equal(EvalAuthentication.Bearer, options.Authentication);
        Assert.Equal("test_1", Reveal(options.ApiKey));
    }

    [Fact]
    public void Extra_headers_are_galileos_only()
    {
        EvalEnvironment variables = Variables(("GALILEO_EXTRA_HEADERS", """{"X-Gateway": "g1", "X-Count": 2}"""));

        IReadOnlyDictionary<string, string> headers = variables.HeadersFor(EvalService.Galileo);
        Assert.Equal("g1", headers["x-gateway"]);
        Assert.Equal("2", headers["X-Count"]);
        Assert.Empty(variables.HeadersFor(EvalService.Scale));
    }

    [Theory]
    [InlineData("secret")]
    [InlineData("[\"secret\"]")]
    [InlineData("{\"X\": \"secret\"")]
    public void Invalid_extra_headers_are_rejected_without_repeating_them(string value)
    {
        EvalException e = Assert.Throws<EvalException>(
            () => Variables(("GALILEO_EXTRA_HEADERS", value)).HeadersFor(EvalService.Galileo));

        Assert.Equal(EvalErrorCondition.InvalidArgument, e.Condition);
        Assert.DoesNotContain("secret", e.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not an address")]
    [InlineData("api.galileo.ai")]
    public void A_variable_with_an_invalid_address_is_rejected(string value) =>
        Assert.Equal(
            EvalErrorCondition.InvalidArgument,
            Assert.Throws<EvalException>(() => Variables(("GALILEO_API_URL", value)).BaseUriFor(EvalService.Galileo)).Condition);

    [Fact]
    public void The_fingerprint_changes_with_every_value_that_is_read()
    {
        string[] prints =
        [
            Variables().FingerprintOf(EvalService.Galileo),
            Variables(("GALILEO_API_KEY", "a")).FingerprintOf(EvalService.Galileo),
            Variables(("GALILEO_USERNAME", "a")).FingerprintOf(EvalService.Galileo),
            Variables(("GALILEO_PASSWORD", "a")).FingerprintOf(EvalService.Galileo),
            Variables(("GALILEO_API_URL", "a")).FingerprintOf(EvalService.Galileo),
            Variables(("GALILEO_CONSOLE_URL", "a")).FingerprintOf(EvalService.Galileo),
            Variables(("GALILEO_EXTRA_HEADERS", "a")).FingerprintOf(EvalService.Galileo),
            Variables(("SPLUNK_AO_API_KEY", "a")).FingerprintOf(EvalService.Galileo),
            Variables(("SPLUNK_AO_USERNAME", "a")).FingerprintOf(EvalService.Galileo),
            Variables(("SPLUNK_AO_PASSWORD", "a")).FingerprintOf(EvalService.Galileo),
            Variables(("SPLUNK_AO_API_URL", "a")).FingerprintOf(EvalService.Galileo),
            Variables(("SPLUNK_AO_CONSOLE_URL", "a")).FingerprintOf(EvalService.Galileo),
            Variables(("SPLUNK_AO_REALM", "a")).FingerprintOf(EvalService.Galileo),
            Variables(("SPLUNK_AO_O11Y_API_TOKEN", "a")).FingerprintOf(EvalService.Galileo),
            Variables(("SPLUNK_AO_O11Y_TOKEN", "a")).FingerprintOf(EvalService.Galileo),
            Variables(("SCALE_API_KEY", "a")).FingerprintOf(EvalService.Scale),
        ];

        Assert.Equal(prints.Length, prints.Distinct().Count());
    }

    private static EvalEnvironment Variables(params (string Name, string Value)[] variables) =>
        new(name => variables.FirstOrDefault(variable => variable.Name == name).Value);

    private static string Reveal(System.Security.SecureString? secret) => new NetworkCredential("", secret).Password;
}
