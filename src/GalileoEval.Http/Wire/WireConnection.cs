using GalileoEval.Http.Secrets;
using GalileoEval.Transport;

namespace GalileoEval.Http.Wire;

/// <summary>Sends a message with credentials.</summary>
internal delegate Task<HttpResponseMessage> Authenticator(
    HttpRequestMessage message,
    Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> send,
    CancellationToken cancellationToken);

/// <summary>The connection of a message, as the handlers need it.</summary>
/// <param name="options">The options.</param>
/// <param name="primary">Opens connections; disposed of with this object.</param>
/// <param name="secrets">The secrets of the connection.</param>
/// <param name="clock">The clock.</param>
internal sealed class WireConnection(
    EvalConnectionOptions options, HttpMessageHandler primary, ConnectionSecrets secrets, TimeProvider clock) : IDisposable
{
    private readonly Uri _base =
        options.BaseUri.AbsolutePath.EndsWith('/') ? options.BaseUri : new Uri(options.BaseUri.AbsoluteUri + "/");

    public EvalConnectionOptions Options => options;

    public ConnectionSecrets Secrets => secrets;

    public TimeProvider Clock => clock;

    /// <summary>Sends messages to the network.</summary>
    public HttpMessageInvoker Primary { get; } = new(primary, disposeHandler: true);

    /// <summary>Sends the messages of operations with credentials. Set once, before the first message, because a login
    /// also needs the connection.</summary>
    public Authenticator Authenticate { get; set; } = null!;

    /// <summary>Creates the message for one attempt of an operation.</summary>
    public HttpRequestMessage MakeMessage(EvalRequest operation)
    {
        HttpRequestMessage message = new(operation.Method, new Uri(_base, operation.Path))
        {
            Content = operation.MakeContent(),
        };
        if (operation.IfMatch is { } version)
            message.Headers.TryAddWithoutValidation("If-Match", version);
        message.Attach(this, operation);
        return message;
    }

    public void Dispose() => Primary.Dispose();
}

/// <summary>The last handler of every chain: sends a message through the primary handler of its connection. All
/// connections can therefore share the chains, and each connection closes its own sockets.</summary>
internal sealed class NetworkHandler : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        request.Connection().Primary.SendAsync(request, cancellationToken);
}
