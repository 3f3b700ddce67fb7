using System.Net.Http.Headers;
using GalileoEval.Http.Secrets;

namespace GalileoEval.Http.Authentication;

/// <summary>Galileo: user and password; Scale: the key as user.</summary>
internal sealed class BasicHandler(ConnectionSecrets secrets) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", secrets.BasicParameter);
        return base.SendAsync(request, cancellationToken);
    }
}
