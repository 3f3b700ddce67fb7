using GalileoEval.Http.Secrets;

namespace GalileoEval.Http.Authentication;

/// <summary>Galileo: sends the API key or the token in a dedicated header.</summary>
internal sealed class ApiKeyHandler(string header, ConnectionSecrets secrets) : DelegatingHandler
{
    public const string GalileoHeader = "Galileo-API-Key";
    public const string SplunkHeader = "X-SF-Token";

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Remove(header);
        request.Headers.Add(header, secrets.Key);
        return base.SendAsync(request, cancellationToken);
    }
}
