using GalileoEval.Transport;

namespace GalileoEval.Tests.Responses;

/// <summary>A transport whose responses are bytes that need not be text, in order, the last one repeatedly. Sends
/// nothing, so the bodies of the requests are never created.</summary>
internal sealed class BytesTransport(IReadOnlyList<byte[]> responses) : IEvalTransport
{
    /// <summary>More requests than any recorded responses need: a reader that sends more is in an endless loop.</summary>
    private const int MostRequests = 100;

    public int Requests { get; private set; }

    public async Task<T> SendAsync<T>(
        EvalRequest request, Func<EvalResponse, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        int number = Requests++;
        Assert.True(number < MostRequests, $"{request.Operation} was sent {number} times");
        using MemoryStream body = new(responses[Math.Min(number, responses.Count - 1)], writable: false);
        return await read(new EvalResponse { Body = body, MediaType = "application/json" }, cancellationToken);
    }

    public void Dispose()
    {
    }
}
