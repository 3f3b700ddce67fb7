using GalileoEval.Transport;

namespace GalileoEval.Http.Wire;

/// <summary>The base address of the operations of a connection.</summary>
internal sealed class ConnectionAddress
{
    private readonly Uri _base;

    public ConnectionAddress(Uri address) =>
        _base = address.AbsolutePath.EndsWith('/') ? address : new Uri(address.AbsoluteUri + "/");

    /// <summary>Creates the message for one attempt of an operation.</summary>
    public HttpRequestMessage MakeMessage(EvalRequest operation)
    {
        HttpRequestMessage message = new(operation.Method, new Uri(_base, operation.Path))
        {
            Content = operation.MakeContent(),
        };
        if (operation.IfMatch is { } version)
            message.Headers.TryAddWithoutValidation("If-Match", version);
        message.SetOperation(operation);
        return message;
    }
}
