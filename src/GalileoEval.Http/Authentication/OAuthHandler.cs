using System.Net;
using System.Net.Http.Headers;
using GalileoEval.Http.Wire;
using GalileoEval.Transport;

namespace GalileoEval.Http.Authentication;

/// <summary>Galileo: sends an access token. If the service rejects it, logs in again and resends the request once.</summary>
internal sealed class OAuthHandler(OAuthTokenSource tokens) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        EvalRequest operation = request.Operation();
        OAuthToken token = await tokens.GetAsync(operation, cancellationToken).ConfigureAwait(false);
        HttpResponseMessage response = await SendAsync(request, token, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.Unauthorized)
            return response;

        response.Dispose();
        tokens.Drop(token);
        token = await tokens.GetAsync(operation, cancellationToken).ConfigureAwait(false);
        // The first attempt has consumed the body.
        request.Content?.Dispose();
        request.Content = operation.MakeContent();
        return await SendAsync(request, token, cancellationToken).ConfigureAwait(false);
    }

    private Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, OAuthToken token, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Value);
        return base.SendAsync(request, cancellationToken);
    }
}
