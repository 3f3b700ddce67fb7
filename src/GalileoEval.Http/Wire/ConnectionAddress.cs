using GalileoEval.Transport;

namespace GalileoEval.Http.Wire;

/// <summary>The address below which the operations of a connection answer.</summary>
internal sealed class ConnectionAddress
{
    private readonly Uri _base;

    public ConnectionAddress(Uri address) =>
        _base = address.AbsolutePath.EndsWith('/') ? address : new Uri(address.AbsoluteUri + "/");

    /// <summary>Makes the message for one try of an operation.</summary>
    public HttpRequestMessage MakeMessage(EvalRequest operation)
    {
        HttpRequestMessage message = new(operation.Method, new Uri(_base, operation.Path))
        {
            Content = operation.MakeContent(),
        };
        message.SetOperation(operation);
        return message;
    }
}
