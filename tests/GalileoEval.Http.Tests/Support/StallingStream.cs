namespace GalileoEval.Http.Tests.Support;

/// <summary>A body that returns its beginning and then fails or stalls.</summary>
internal sealed class StallingStream(byte[] beginning, Exception? failure = null, bool ignoresToken = false) : Stream
{
    private readonly TaskCompletionSource _disposed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _stalled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _begun;

    /// <summary>Completes when the reader waits for the missing data.</summary>
    public Task Stalled => _stalled.Task;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!_begun)
        {
            _begun = true;
            beginning.CopyTo(buffer);
            return beginning.Length;
        }

        if (failure is not null)
            throw failure;
        _stalled.TrySetResult();
        await _disposed.Task.WaitAsync(ignoresToken ? CancellationToken.None : cancellationToken);
        throw new ObjectDisposedException(nameof(StallingStream));
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _disposed.TrySetResult();
        base.Dispose(disposing);
    }
}
