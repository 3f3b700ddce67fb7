using System.Net.Http.Headers;
using GalileoEval.Http.Secrets;

namespace GalileoEval.Http.Authentication;

/// <summary>Kolena and Scale: sends the API key as a Bearer token.</summary>
internal sealed class BearerHandler(ConnectionSecrets secrets) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secrets.Key);
        return base.SendAsync(request, cancellationToken);
    }
}
