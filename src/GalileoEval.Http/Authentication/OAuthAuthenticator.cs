using System.Net;
using System.Net.Http.Headers;
using GalileoEval.Http.Wire;
using GalileoEval.Transport;

namespace GalileoEval.Http.Authentication;

/// <summary>Galileo: sends an access token. If the service rejects it, logs in again and resends the request
/// once.</summary>
internal sealed class OAuthAuthenticator(OAuthTokenSource tokens)
{
    /// <summary>Sends a message; an <see cref="Authenticator"/>.</summary>
    public async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage message,
        Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> send,
        CancellationToken cancellationToken)
    {
        EvalRequest operation = message.Operation();
        OAuthToken token = await tokens.GetAsync(operation, cancellationToken).ConfigureAwait(false);
        HttpResponseMessage response = await send(With(message, token), cancellationToken).ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.Unauthorized)
            return response;

        response.Dispose();
        tokens.Drop(token);
        token = await tokens.GetAsync(operation, cancellationToken).ConfigureAwait(false);
        // The first attempt has consumed the body.
        message.Content?.Dispose();
        message.Content = operation.MakeContent();
        return await send(With(message, token), cancellationToken).ConfigureAwait(false);
    }

    private static HttpRequestMessage With(HttpRequestMessage message, OAuthToken token)
    {
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Value);
        return message;
    }
}
