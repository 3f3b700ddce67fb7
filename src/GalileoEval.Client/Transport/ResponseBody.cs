using System.Buffers;
using System.Text;

namespace GalileoEval.Transport;

/// <summary>The body of a response: its beginning in memory, and the rest as a stream. Most responses fit into the
/// beginning, which is read three times as fast as a stream.</summary>
internal sealed class ResponseBody(Stream body) : Stream
{
    private const int FirstLength = 16 * 1024;
    internal const int MaximumLength = 512 * 1024;

    // The same limit as for a response with a status other than 2xx.
    private const int MaximumErrorLength = 64 * 1024;

    // The byte order mark of UTF-8.
    private static ReadOnlySpan<byte> Mark => [0xEF, 0xBB, 0xBF];

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstLength);
    private int _length;
    private int _position;

    /// <summary>What has been read into memory, without the byte order mark.</summary>
    public ReadOnlySpan<byte> Beginning
    {
        get
        {
            ReadOnlySpan<byte> bytes = _buffer.AsSpan(0, _length);
            return bytes.StartsWith(Mark) ? bytes[Mark.Length..] : bytes;
        }
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Reads the beginning.</summary>
    /// <returns>Whether it is the whole body.</returns>
    public async ValueTask<bool> ReadBeginningAsync(CancellationToken cancellationToken)
    {
        while (_length < MaximumLength)
        {
            if (_length == _buffer.Length)
                Grow();
#if NET
            int read = await body.ReadAsync(_buffer.AsMemory(_length), cancellationToken).ConfigureAwait(false);
#else
            int read = await body.ReadAsync(_buffer, _length, _buffer.Length - _length, cancellationToken).ConfigureAwait(false);
#endif
            if (read == 0)
                return true;
            _length += read;
        }

        return false;
    }

    /// <summary>Returns the part of the beginning that may be an error message.</summary>
    public string ReadWords()
    {
        ReadOnlySpan<byte> words = Beginning[..Math.Min(Beginning.Length, MaximumErrorLength)];
#if NET
        return Encoding.UTF8.GetString(words);
#else
        return Encoding.UTF8.GetString(words.ToArray());
#endif
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        int kept = TakeKept(buffer.AsSpan(offset, count));
        return kept > 0 ? kept : body.Read(buffer, offset, count);
    }

#if NET
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int kept = TakeKept(buffer.Span);
        return kept > 0 ? kept : await body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
    }
#else
    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        int kept = TakeKept(buffer.AsSpan(offset, count));
        return kept > 0 ? kept : await body.ReadAsync(buffer, offset, count, cancellationToken).ConfigureAwait(false);
    }
#endif

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && _buffer.Length > 0)
        {
            Return(_buffer);
            _buffer = [];
            _length = 0;
        }

        base.Dispose(disposing);
    }

    private int TakeKept(Span<byte> target)
    {
        int taken = Math.Min(target.Length, _length - _position);
        _buffer.AsSpan(_position, taken).CopyTo(target);
        _position += taken;
        return taken;
    }

    private void Grow()
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(_length * 2);
        _buffer.AsSpan(0, _length).CopyTo(larger);
        Return(_buffer);
        _buffer = larger;
    }

    // Responses may be confidential.
    private void Return(byte[] buffer)
    {
        buffer.AsSpan(0, _length).Clear();
        ArrayPool<byte>.Shared.Return(buffer);
    }
}
