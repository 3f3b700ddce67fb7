using System.Net;
using GalileoEval.Credentials;
using GalileoEval.Errors;
using GalileoEval.Transport;

namespace GalileoEval.Tests.Credentials;

public class SplunkEnvironmentTests
{
    private static readonly (string, string) Realm = ("SPLUNK_AO_REALM", "us1");
    private static readonly (string, string) Token = ("SPLUNK_AO_O11Y_TOKEN", "ingest");
    private static readonly (string, string) ApiToken = ("SPLUNK_AO_O11Y_API_TOKEN", "crud");
    private static readonly (string, string) Key = ("SPLUNK_AO_API_KEY", "k1");
    private static readonly (string, string) Console = ("SPLUNK_AO_CONSOLE_URL", "https://console.ao.example.org");
    private static readonly (string, string) GalileoKey = ("GALILEO_API_KEY", "g1");

    [Fact]
    public void A_realm_and_a_token_connect_to_the_cloud()
    {
        EvalConnectionOptions options = Variables(Realm, Token).OptionsFor(EvalService.Galileo)!;

        Assert.Equal("https://app.us1.observability.splunkcloud.com/ao/api/", options.BaseUri.AbsoluteUri);
        Assert.Equal(EvalAuthentication.SplunkToken, options.Authentication);
        Assert.Equal("ingest", Reveal(options.ApiKey));
        Assert.Equal("crud", Reveal(Variables(Realm, Token, ApiToken).OptionsFor(EvalService.Galileo)!.ApiKey));
    }

    [Fact]
    public void A_console_and_a_key_connect_to_a_standalone_deployment()
    {
        EvalConnectionOptions options = Variables(Key, Console).OptionsFor(EvalService.Galileo)!;

        Assert.Equal("https://api.ao.example.org/", options.BaseUri.AbsoluteUri);
        Assert.Equal(EvalAuthentication.ApiKey, options.Authentication);
        Assert.Equal("k1", Reveal(options.ApiKey));
        Assert.Equal(
            "https://gateway.example.org/ao/",
            Variables(Key, Console, ("SPLUNK_AO_API_URL", "https://gateway.example.org/ao")).BaseUriFor(EvalService.Galileo).AbsoluteUri);
    }

    [Fact]
    public void A_user_logs_in_to_a_standalone_deployment()
    {
        EvalConnectionOptions options = Variables(Console, ("SPLUNK_AO_USERNAME", "ann"), ("SPLUNK_AO_PASSWORD", "p1"))
            .OptionsFor(EvalService.Galileo)!;

        Assert.Equal(EvalAuthentication.OAuth, options.Authentication);
        Assert.Equal("ann", options.UserName);
        Assert.Equal("p1", Reveal(options.Password));
    }

    [Fact]
    public void The_variables_of_Splunk_have_precedence_and_are_never_mixed_with_those_of_Galileo()
    {
        (string, string)[] galileo =
            [GalileoKey, ("GALILEO_API_URL", "https://api.other.example.org"), ("GALILEO_EXTRA_HEADERS", """{"X-Gateway": "g1"}""")];

        EvalConnectionOptions cloud = Variables([.. galileo, Realm, Token]).OptionsFor(EvalService.Galileo)!;
        EvalConnectionOptions standalone = Variables([.. galileo, Key, Console]).OptionsFor(EvalService.Galileo)!;

        Assert.Equal("ingest", Reveal(cloud.ApiKey));
        Assert.Equal("app.us1.observability.splunkcloud.com", cloud.BaseUri.Host);
        Assert.Empty(cloud.Headers);
        Assert.Equal("k1", Reveal(standalone.ApiKey));
        Assert.Equal("api.ao.example.org", standalone.BaseUri.Host);
        Assert.Empty(standalone.Headers);
    }

    [Fact]
    public void The_variables_of_both_deployments_are_rejected_and_named()
    {
        EvalException e = Assert.Throws<EvalException>(() => Variables(Realm, Token, Key, Console).OptionsFor(EvalService.Galileo));

        Assert.Equal(EvalErrorCondition.InvalidArgument, e.Condition);
        foreach ((string name, string value) in new[] { Realm, Token, Key, Console })
        {
            Assert.Contains(name, e.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(value, e.ToString(), StringComparison.Ordinal);
        }
    }

    public static TheoryData<string[], string> IncompleteSets() => new()
    {
        { ["SPLUNK_AO_REALM"], "SPLUNK_AO_O11Y_API_TOKEN" },
        { ["SPLUNK_AO_O11Y_TOKEN"], "SPLUNK_AO_REALM" },
        { ["SPLUNK_AO_API_KEY"], "SPLUNK_AO_CONSOLE_URL" },
        { ["SPLUNK_AO_CONSOLE_URL"], "SPLUNK_AO_API_KEY" },
        { ["SPLUNK_AO_CONSOLE_URL", "SPLUNK_AO_USERNAME"], "SPLUNK_AO_PASSWORD" },
    };

    [Theory]
    [MemberData(nameof(IncompleteSets))]
    public void An_incomplete_set_is_rejected_even_with_a_key_of_Galileo(string[] present, string missing)
    {
        EvalEnvironment variables = Variables([.. present.Select(name => (name, "https://x1.example.org")), GalileoKey]);

        EvalException e = Assert.Throws<EvalException>(() => variables.OptionsFor(EvalService.Galileo));

        Assert.Equal(EvalErrorCondition.InvalidArgument, e.Condition);
        Assert.Contains(present[0], e.Message, StringComparison.Ordinal);
        Assert.Contains(missing, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_is_used_with_a_realm_only_and_a_key_never()
    {
        Assert.Equal(
            EvalErrorCondition.InvalidArgument,
            Assert.Throws<EvalException>(
                () => Variables(GalileoKey).BaseUriFor(EvalService.Galileo, EvalAuthentication.SplunkToken)).Condition);
        Assert.Equal(
            EvalErrorCondition.InvalidArgument,
            Assert.Throws<EvalException>(
                () => Variables(Realm, Token).BaseUriFor(EvalService.Galileo, EvalAuthentication.ApiKey)).Condition);
        Assert.Null(Variables(Realm, Token).CredentialFor(EvalService.Galileo, EvalAuthentication.ApiKey));
        Assert.Null(Variables(Key, Console).CredentialFor(EvalService.Galileo, EvalAuthentication.SplunkToken));
    }

    [Fact]
    public void The_default_project_and_log_stream_of_Splunk_have_precedence()
    {
        EvalEnvironment both = Variables(
            ("GALILEO_PROJECT_ID", "1"), ("GALILEO_PROJECT", "old"), ("SPLUNK_AO_PROJECT", "new"),
            ("SPLUNK_AO_AGENT_STREAM", "agents"), ("SPLUNK_AO_LOG_STREAM", "older"), ("GALILEO_LOG_STREAM_ID", "2"));

        Assert.Null(both.GalileoProjectId);
        Assert.Equal("new", both.GalileoProject);
        Assert.Equal("agents", both.GalileoLogStream);
        Assert.Equal("older", Variables(("SPLUNK_AO_LOG_STREAM", "older")).GalileoLogStream);
        Assert.Equal("2", Variables(("GALILEO_LOG_STREAM_ID", "2"), ("GALILEO_LOG_STREAM", "x")).GalileoLogStream);
        Assert.Equal("1", Variables(("GALILEO_PROJECT_ID", "1")).GalileoProjectId);
        Assert.Null(Variables().GalileoLogStream);
    }

    private static EvalEnvironment Variables(params (string Name, string Value)[] variables) =>
        new(name => variables.FirstOrDefault(variable => variable.Name == name).Value);

    private static string Reveal(System.Security.SecureString? secret) => new NetworkCredential("", secret).Password;
}
