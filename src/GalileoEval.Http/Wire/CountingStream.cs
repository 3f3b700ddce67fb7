namespace GalileoEval.Http.Wire;

/// <summary>Counts the bytes written to a stream.</summary>
/// <param name="target">The stream; the caller disposes of it.</param>
/// <param name="written">Receives the number of bytes written so far.</param>
internal sealed class CountingStream(Stream target, Action<long> written) : Stream
{
    private long _count;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

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

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private void Add(int count)
    {
        _count += count;
        written(_count);
    }
}
