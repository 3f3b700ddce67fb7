using GalileoEval.Transport;

namespace GalileoEval.Tests.Answers;

/// <summary>A transport whose answers are bytes that need not be text, in order, the last one again and again. Sends
/// nothing, so the bodies of the requests are never made.</summary>
internal sealed class AnswerTransport(IReadOnlyList<byte[]> answers) : IEvalTransport
{
    /// <summary>More requests than any recorded answers call for: whoever sends them goes round in circles.</summary>
    private const int MostRequests = 100;

    public int Requests { get; private set; }

    public async Task<T> SendAsync<T>(
        EvalRequest request, Func<EvalResponse, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        int number = Requests++;
        Assert.True(number < MostRequests, $"{request.Operation} was sent {number} times");
        using MemoryStream body = new(answers[Math.Min(number, answers.Count - 1)], writable: false);
        return await read(new EvalResponse { Body = body, MediaType = "application/json" }, cancellationToken);
    }

    public void Dispose()
    {
    }
}
