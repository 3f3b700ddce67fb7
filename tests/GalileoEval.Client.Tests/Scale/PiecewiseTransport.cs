using GalileoEval.Transport;

namespace GalileoEval.Tests.Scale;

/// <summary>A transport whose response arrives in small pieces, after a number of spaces, so that tokens are split at every
/// position.</summary>
internal sealed class PiecewiseTransport(ReadOnlyMemory<byte> body, int piece, int spaces) : IEvalTransport
{
    public Task<T> SendAsync<T>(
        EvalRequest request, Func<EvalResponse, CancellationToken, Task<T>> read, CancellationToken cancellationToken) =>
        read(new EvalResponse { Body = new PiecewiseStream(body, piece, spaces), MediaType = "application/json" }, cancellationToken);

    public void Dispose()
    {
    }

    private sealed class PiecewiseStream(ReadOnlyMemory<byte> rest, int piece, int spaces) : Stream
    {
        private int _spaces = spaces;
        private ReadOnlyMemory<byte> _rest = rest;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (_spaces > 0)
            {
                int blank = Math.Min(count, _spaces);
                buffer.AsSpan(offset, blank).Fill((byte)' ');
                _spaces -= blank;
                return blank;
            }

            int size = Math.Min(Math.Min(piece, count), _rest.Length);
            _rest.Span[..size].CopyTo(buffer.AsSpan(offset));
            _rest = _rest[size..];
            return size;
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
