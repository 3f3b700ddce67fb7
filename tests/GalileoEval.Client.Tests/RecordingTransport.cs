using System.Net;
using System.Text;
using GalileoEval.Errors;
using GalileoEval.Transport;

namespace GalileoEval.Tests;

/// <summary>A transport without a network: it keeps every request with the bytes of its body and gives the answers it
/// was told, in order, the last one again and again. Once disposed of, it throws, as the real one does.</summary>
internal sealed class RecordingTransport(EvalService service = EvalService.Galileo) : IEvalTransport
{
    private readonly Queue<Answer> _answers = new();
    private readonly List<RecordedRequest> _requests = [];
    private bool _isDisposed;

    public IReadOnlyList<RecordedRequest> Requests => _requests;

    public RecordedRequest Last => _requests[^1];

    public RecordingTransport Returns(
        string body, HttpStatusCode status = HttpStatusCode.OK, string? mediaType = "application/json", string? tag = null)
    {
        _answers.Enqueue(new Answer(body, status, mediaType, tag));
        return this;
    }

    public async Task<T> SendAsync<T>(
        EvalRequest request, Func<EvalResponse, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        cancellationToken.ThrowIfCancellationRequested();
        _requests.Add(await RecordAsync(request, cancellationToken));

        Answer answer = _answers.Count > 1 ? _answers.Dequeue() : _answers.Peek();
        if ((int)answer.Status is < 200 or > 299)
            throw EvalErrorReader.Read(service, request.Operation, answer.Status, answer.Body, retryAfter: null);

        using MemoryStream body = new(Encoding.UTF8.GetBytes(answer.Body));
        return await read(new EvalResponse { Body = body, MediaType = answer.MediaType, Tag = answer.Tag }, cancellationToken);
    }

    public void Dispose() => _isDisposed = true;

    private static async Task<RecordedRequest> RecordAsync(EvalRequest request, CancellationToken cancellationToken)
    {
        using HttpContent? content = request.Content?.Invoke();
        return content is null
            ? new RecordedRequest(request, null, null)
            : new RecordedRequest(
                request,
                await content.ReadAsByteArrayAsync(cancellationToken),
                content.Headers.ContentType?.ToString());
    }

    private sealed record Answer(string Body, HttpStatusCode Status, string? MediaType, string? Tag);
}
