using System.Collections.Concurrent;
using System.Threading.RateLimiting;

namespace GalileoEval.Http.Limits;

/// <summary>
/// The limits of all keys that this process uses, kept together however many connections, runspaces or threads share a
/// key. The buckets fill by the machine's own clock: the library takes no other.
/// </summary>
internal sealed class RateLimits
{
    private readonly ConcurrentDictionary<string, long> _notBefore = new(StringComparer.Ordinal);

    // One bucket per key and class. The library drops a bucket that has been full for a while, so nothing piles up.
    private readonly Lazy<PartitionedRateLimiter<RateLimitKey>> _buckets = new(
        () => PartitionedRateLimiter.Create<RateLimitKey, RateLimitKey>(
            key => RateLimitPartition.GetTokenBucketLimiter(key, Bucket)));

    /// <summary>Those of the process.</summary>
    public static RateLimits Shared { get; } = new();

    /// <summary>Takes one request from the bucket, in the order of asking.</summary>
    public async ValueTask TakeAsync(RateLimitKey key, Action? waiting, CancellationToken cancellationToken)
    {
        ValueTask<RateLimitLease> lease = _buckets.Value.AcquireAsync(key, 1, cancellationToken);
        if (!lease.IsCompleted)
            waiting?.Invoke();
        (await lease.ConfigureAwait(false)).Dispose();
    }

    /// <summary>Lets no request of the key go before a point in time; the latest such point counts.</summary>
    public void Pause(string identity, TimeSpan delay, TimeProvider clock)
    {
        long until = clock.GetTimestamp() + (long)(delay.TotalSeconds * clock.TimestampFrequency);
        _notBefore.AddOrUpdate(identity, until, (_, present) => Math.Max(present, until));
    }

    /// <summary>How long requests of the key have to wait yet.</summary>
    public TimeSpan PauseOf(string identity, TimeProvider clock)
    {
        if (!_notBefore.TryGetValue(identity, out long until))
            return TimeSpan.Zero;

        TimeSpan rest = clock.GetElapsedTime(clock.GetTimestamp(), until);
        if (rest > TimeSpan.Zero)
            return rest;

        // Only this very entry: another thread may have set a later one meanwhile.
        ((ICollection<KeyValuePair<string, long>>)_notBefore).Remove(new KeyValuePair<string, long>(identity, until));
        return TimeSpan.Zero;
    }

    /// <summary>A bucket that never lets more than the limit pass in any minute: what it holds when full and what flows in
    /// during a minute add up to the limit.</summary>
    internal static TokenBucketRateLimiterOptions Bucket(RateLimitKey key)
    {
        int burst = Math.Max(1, key.RequestsPerMinute / 10);
        // Rounded up: a tick too little would let one too many pass, and no ticks at all are no period.
        double ticks = Math.Ceiling((double)TimeSpan.TicksPerMinute / (key.RequestsPerMinute - burst + 1));
        return new TokenBucketRateLimiterOptions
        {
            TokenLimit = burst,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = TimeSpan.FromTicks((long)ticks),
            QueueLimit = int.MaxValue,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        };
    }
}
