namespace GalileoEval.Http.Wire;

/// <summary>The end of every handler chain: sends a message to the network by the primary handler of its connection. So the chains
/// are the same for all connections, and what was opened for one connection closes with it.</summary>
internal sealed class NetworkHandler : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        request.Connection().Primary.SendAsync(request, cancellationToken);
}
