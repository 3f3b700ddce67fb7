using GalileoEval.Errors;

namespace GalileoEval.Http.Wire;

/// <summary>The body of a response, up to a maximum length. A longer body is rejected before it fills the
/// memory.</summary>
/// <param name="body">The body.</param>
/// <param name="maximumLength">The maximum length, in bytes.</param>
/// <param name="service">The service, for messages.</param>
/// <param name="operation">The operation, for messages.</param>
/// <param name="received">Called after each part of the body; null for none.</param>
internal sealed class LimitedStream(
    Stream body, long maximumLength, EvalService service, string operation, Action? received = null) : OneWayStream
{
    private long _length;

    public override bool CanRead => true;

    public override int Read(byte[] buffer, int offset, int count) => Count(body.Read(buffer, offset, count));

#if NET
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Count(await body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false));
#else
    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        Count(await body.ReadAsync(buffer, offset, count, cancellationToken).ConfigureAwait(false));
#endif

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            body.Dispose();
        base.Dispose(disposing);
    }

    private int Count(int read)
    {
        _length += read;
        received?.Invoke();
        return _length <= maximumLength
            ? read
            : throw new EvalException(
                EvalErrorCondition.InvalidResponse,
                $"{service}: {operation} received a response that is longer than {maximumLength} bytes.")
            {
                Service = service,
                Operation = operation,
                // A retry would receive the same response.
                IsRetriable = false,
                RecommendedAction = "Request less data at once, or connect with a larger -MaximumResponseSize.",
            };
    }
}
