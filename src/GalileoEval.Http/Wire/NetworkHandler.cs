namespace GalileoEval.Http.Wire;

/// <summary>The last handler of every chain: sends a message through the primary handler of its connection. All connections can
/// therefore share the chains, and each connection closes its own sockets.</summary>
internal sealed class NetworkHandler : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        request.Connection().Primary.SendAsync(request, cancellationToken);
}
