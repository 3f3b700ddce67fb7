using System.Text;
using GalileoEval.Transport;

namespace GalileoEval.Tests;

/// <summary>A request that a client gave to <see cref="RecordingTransport"/>, its body already written out.</summary>
internal sealed record RecordedRequest(EvalRequest Request, byte[]? Body, string? ContentType)
{
    public string Path => Request.Path;

    public string Text => Body is null ? "" : Encoding.UTF8.GetString(Body);
}
