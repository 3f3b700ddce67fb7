using System.Net;

namespace GalileoEval.Http.Wire;

/// <summary>A long body that reports every part that is sent.</summary>
internal sealed class UploadContent : HttpContent
{
    // Like other clients: a server can reject the request, such as for its key, before a long body is sent.
    private const long LongestUnasked = 1024 * 1024;

    private readonly HttpContent _body;
    private readonly Action<long> _sent;

    /// <summary>Wraps a body, and disposes of it.</summary>
    /// <param name="body">The body.</param>
    /// <param name="sent">Receives the number of bytes sent so far.</param>
    public UploadContent(HttpContent body, Action<long> sent)
    {
        (_body, _sent) = (body, sent);
        foreach (KeyValuePair<string, IEnumerable<string>> header in body.Headers)
            Headers.TryAddWithoutValidation(header.Key, header.Value);
    }

    /// <summary>Whether the body is long enough for <c>Expect: 100-continue</c>.</summary>
    public bool IsLong => TryComputeLength(out long length) && length > LongestUnasked;

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Headers.ContentLength ?? 0;
        return _body.Headers.ContentLength is not null;
    }

#if NET
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        _body.CopyToAsync(new CountingStream(stream, _sent), context, cancellationToken);
#endif

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        _body.CopyToAsync(new CountingStream(stream, _sent), context);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _body.Dispose();
        base.Dispose(disposing);
    }
}

/// <summary>Counts the bytes written to a stream.</summary>
/// <param name="target">The stream; the caller disposes of it.</param>
/// <param name="written">Receives the number of bytes written so far.</param>
internal sealed class CountingStream(Stream target, Action<long> written) : OneWayStream
{
    private long _count;

    public override bool CanWrite => true;

    public override void Write(byte[] buffer, int offset, int count)
    {
        target.Write(buffer, offset, count);
        Add(count);
    }

    public override async Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
#if NET
        await target.WriteAsync(buffer.AsMemory(offset, count), cancellationToken).ConfigureAwait(false);
#else
        await target.WriteAsync(buffer, offset, count, cancellationToken).ConfigureAwait(false);
#endif
        Add(count);
    }

#if NET
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await target.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
        Add(buffer.Length);
    }
#endif

    public override void Flush() => target.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => target.FlushAsync(cancellationToken);

    private void Add(int count)
    {
        _count += count;
        written(_count);
    }
}
