using GalileoEval.Http.Secrets;
using GalileoEval.Http.Wire;
using GalileoEval.Transport;

namespace GalileoEval.Http.Authentication;

/// <summary>Sends each message with the credentials of its connection.</summary>
internal sealed class AuthenticationHandler : DelegatingHandler
{
    public const string GalileoHeader = "Galileo-API-Key";
    public const string SplunkHeader = "X-SF-Token";

    /// <summary>Returns how a connection without OAuth authenticates. Galileo: the API key or the token in a dedicated
    /// header, or user name and password. Kolena and Scale: the API key as a Bearer token. Scale: also the API key as a
    /// user name.</summary>
    public static Authenticator WithSecrets(EvalConnectionOptions options, ConnectionSecrets secrets) => options.Authentication switch
    {
        EvalAuthentication.ApiKey => WithHeader(GalileoHeader, secrets),
        EvalAuthentication.SplunkToken => WithHeader(SplunkHeader, secrets),
        EvalAuthentication.Basic => With(message => message.Headers.Authorization = new("Basic", secrets.BasicParameter)),
        _ => With(message => message.Headers.Authorization = new("Bearer", secrets.Key)),
    };

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        request.Connection().Authenticate(request, base.SendAsync, cancellationToken);

    private static Authenticator WithHeader(string name, ConnectionSecrets secrets) => With(message =>
    {
        message.Headers.Remove(name);
        message.Headers.Add(name, secrets.Key);
    });

    private static Authenticator With(Action<HttpRequestMessage> add) => (message, send, cancellationToken) =>
    {
        add(message);
        return send(message, cancellationToken);
    };
}
