using System.Net;
using GalileoEval.Credentials;
using GalileoEval.Errors;
using GalileoEval.Transport;

namespace GalileoEval.Tests.Credentials;

public class EvalCredentialTests
{
    private static readonly System.Security.SecureString Secret = new NetworkCredential("", "s").SecurePassword;

    [Theory]
    [InlineData(EvalService.Galileo, null, EvalAuthentication.ApiKey)]
    [InlineData(EvalService.Kolena, null, EvalAuthentication.Bearer)]
    [InlineData(EvalService.Scale, null, EvalAuthentication.Bearer)]
    [InlineData(EvalService.Scale, EvalAuthentication.Basic, EvalAuthentication.Basic)]
    [InlineData(EvalService.Galileo, EvalAuthentication.SplunkToken, EvalAuthentication.SplunkToken)]
    public void An_API_key_uses_the_authentication_of_the_service(EvalService service, EvalAuthentication? asked, EvalAuthentication expected) =>
        Assert.Equal(expected, EvalCredential.FromKey(service, Secret, asked).Authentication);

    [Theory]
    [InlineData(null, EvalAuthentication.OAuth)]
    [InlineData(EvalAuthentication.OAuth, EvalAuthentication.OAuth)]
    [InlineData(EvalAuthentication.Basic, EvalAuthentication.Basic)]
    public void A_galileo_user_logs_in(EvalAuthentication? asked, EvalAuthentication expected) =>
        Assert.Equal(expected, EvalCredential.FromUser(EvalService.Galileo, "ann", Secret, asked).Authentication);

    [Theory]
    [InlineData(EvalService.Galileo, EvalAuthentication.OAuth)]
    [InlineData(EvalService.Galileo, EvalAuthentication.Basic)]
    [InlineData(EvalService.Galileo, EvalAuthentication.Bearer)]
    [InlineData(EvalService.Kolena, EvalAuthentication.ApiKey)]
    [InlineData(EvalService.Kolena, EvalAuthentication.SplunkToken)]
    [InlineData(EvalService.Scale, EvalAuthentication.SplunkToken)]
    [InlineData(EvalService.Kolena, EvalAuthentication.OAuth)]
    [InlineData(EvalService.Kolena, EvalAuthentication.Basic)]
    [InlineData(EvalService.Scale, EvalAuthentication.OAuth)]
    [InlineData(EvalService.Scale, EvalAuthentication.ApiKey)]
    public void An_unsupported_API_key_is_rejected(EvalService service, EvalAuthentication asked) =>
        AssertRejected(() => EvalCredential.FromKey(service, Secret, asked));

    [Theory]
    [InlineData(EvalService.Galileo, EvalAuthentication.ApiKey)]
    [InlineData(EvalService.Galileo, EvalAuthentication.SplunkToken)]
    [InlineData(EvalService.Kolena, null)]
    [InlineData(EvalService.Kolena, EvalAuthentication.OAuth)]
    [InlineData(EvalService.Scale, null)]
    [InlineData(EvalService.Scale, EvalAuthentication.Basic)]
    public void An_unsupported_user_is_rejected(EvalService service, EvalAuthentication? asked) =>
        AssertRejected(() => EvalCredential.FromUser(service, "ann", Secret, asked));

    [Fact]
    public void An_empty_API_key_is_rejected() =>
        AssertRejected(() => EvalCredential.FromKey(EvalService.Kolena, new System.Security.SecureString()));

    private static void AssertRejected(Func<EvalCredential> make) =>
        Assert.Equal(EvalErrorCondition.InvalidArgument, Assert.Throws<EvalException>(make).Condition);
}
