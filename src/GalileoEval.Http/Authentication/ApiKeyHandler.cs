using GalileoEval.Http.Secrets;

namespace GalileoEval.Http.Authentication;

/// <summary>Galileo: sends the API key in a dedicated header.</summary>
internal sealed class ApiKeyHandler(ConnectionSecrets secrets) : DelegatingHandler
{
    public const string HeaderName = "Galileo-API-Key";

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Remove(HeaderName);
        request.Headers.Add(HeaderName, secrets.Key);
        return base.SendAsync(request, cancellationToken);
    }
}
