using System.Net;
using System.Text;
using GalileoEval.Errors;
using GalileoEval.Transport;

namespace GalileoEval.Tests;

/// <summary>A transport without a network: it records every request with the bytes of its body and returns the
/// given replies in order, the last one repeatedly. Once disposed, it throws, as the real one does.</summary>
internal sealed class RecordingTransport(EvalService service = EvalService.Galileo) : IEvalTransport
{
    private readonly Queue<Reply> _replies = new();
    private readonly List<RecordedRequest> _requests = [];
    private bool _isDisposed;

    public IReadOnlyList<RecordedRequest> Requests => _requests;

    public RecordedRequest Last => _requests[^1];

    public RecordingTransport Returns(
        string body, HttpStatusCode status = HttpStatusCode.OK, string? mediaType = "application/json", string? tag = null)
    {
        _replies.Enqueue(new Reply(body, status, mediaType, tag));
        return this;
    }

    public async Task<T> SendAsync<T>(
        EvalRequest request, Func<EvalResponse, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        cancellationToken.ThrowIfCancellationRequested();
        _requests.Add(await RecordAsync(request, cancellationToken));

        Reply reply = _replies.Count > 1 ? _replies.Dequeue() : _replies.Peek();
        if ((int)reply.Status is < 200 or > 299)
            throw EvalErrorReader.Read(service, request.Operation, reply.Status, reply.Body, retryAfter: null);

        using MemoryStream body = new(Encoding.UTF8.GetBytes(reply.Body));
        return await read(new EvalResponse { Body = body, MediaType = reply.MediaType, Tag = reply.Tag }, cancellationToken);
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

    private sealed record Reply(string Body, HttpStatusCode Status, string? MediaType, string? Tag);
}
