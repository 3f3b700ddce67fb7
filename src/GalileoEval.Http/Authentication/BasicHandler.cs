using System.Net.Http.Headers;
using GalileoEval.Http.Secrets;

namespace GalileoEval.Http.Authentication;

/// <summary>Sends Basic authentication. Galileo: user name and password. Scale: the API key as the user name.</summary>
internal sealed class BasicHandler(ConnectionSecrets secrets) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", secrets.BasicParameter);
        return base.SendAsync(request, cancellationToken);
    }
}
