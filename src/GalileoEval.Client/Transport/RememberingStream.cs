namespace GalileoEval.Transport;

/// <summary>The body of an answer while it is read, and its beginning after that: what cannot be read may be words of the
/// service all the same.</summary>
internal sealed class RememberingStream(Stream body) : Stream
{
    // As much as is read of an answer that is not 2xx.
    private const int MaximumLength = 64 * 1024;

    private readonly MemoryStream _beginning = new();

    /// <summary>What was read so far, up to 64 KiB.</summary>
    public ReadOnlyMemory<byte> Beginning => new(_beginning.GetBuffer(), 0, (int)_beginning.Length);

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) =>
        Remember(buffer, offset, body.Read(buffer, offset, count));

    /// <inheritdoc/>
    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
#if NET
        Remember(buffer, offset, await body.ReadAsync(buffer.AsMemory(offset, count), cancellationToken).ConfigureAwait(false));

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read = await body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        _beginning.Write(buffer.Span[..Room(read)]);
        return read;
    }
#else
        Remember(buffer, offset, await body.ReadAsync(buffer, offset, count, cancellationToken).ConfigureAwait(false));
#endif

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int Remember(byte[] buffer, int offset, int read)
    {
        _beginning.Write(buffer, offset, Room(read));
        return read;
    }

    private int Room(int read) => Math.Min(read, MaximumLength - (int)_beginning.Length);
}
