using System.Collections.Concurrent;
using System.Threading.RateLimiting;

namespace GalileoEval.Http.Limits;

/// <summary>
/// The limits of all keys that this process uses, shared by all connections, runspaces and threads that use a
/// key. The buckets are refilled by the system clock: the library does not accept another one.
/// </summary>
internal sealed class RateLimits
{
    private readonly ConcurrentDictionary<string, long> _notBefore = new(StringComparer.Ordinal);

    // One bucket per key and class. The library discards a bucket that has been full for a while, so their number stays
    // small.
    private readonly Lazy<PartitionedRateLimiter<RateLimitKey>> _buckets = new(
        () => PartitionedRateLimiter.Create<RateLimitKey, RateLimitKey>(
            key => RateLimitPartition.GetTokenBucketLimiter(key, Bucket)));

    /// <summary>The limits of the process.</summary>
    public static RateLimits Shared { get; } = new();

    /// <summary>Acquires one permit from the bucket, first come, first served.</summary>
    public async ValueTask TakeAsync(RateLimitKey key, Action? waiting, CancellationToken cancellationToken)
    {
        ValueTask<RateLimitLease> lease = _buckets.Value.AcquireAsync(key, 1, cancellationToken);
        if (!lease.IsCompleted)
            waiting?.Invoke();
        (await lease.ConfigureAwait(false)).Dispose();
    }

    /// <summary>Pauses the requests of the key until a point in time. The latest of several such points
    /// applies.</summary>
    public void Pause(string identity, TimeSpan delay, TimeProvider clock)
    {
        long until = clock.GetTimestamp() + (long)(delay.TotalSeconds * clock.TimestampFrequency);
        _notBefore.AddOrUpdate(identity, until, (_, present) => Math.Max(present, until));
    }

    /// <summary>Returns how much longer requests of the key must wait.</summary>
    public TimeSpan PauseOf(string identity, TimeProvider clock)
    {
        if (!_notBefore.TryGetValue(identity, out long until))
            return TimeSpan.Zero;

        TimeSpan rest = clock.GetElapsedTime(clock.GetTimestamp(), until);
        if (rest > TimeSpan.Zero)
            return rest;

        // Removes exactly this entry: another thread may have set a later one in the meantime.
        ((ICollection<KeyValuePair<string, long>>)_notBefore).Remove(new KeyValuePair<string, long>(identity, until));
        return TimeSpan.Zero;
    }

    /// <summary>Creates a bucket that never permits more requests per minute than the limit: its capacity and the
    /// permits added during a minute sum up to the limit.</summary>
    internal static TokenBucketRateLimiterOptions Bucket(RateLimitKey key)
    {
        int burst = Math.Max(1, key.RequestsPerMinute / 10);
        // Rounded up: a period that is one tick too short would permit one request too many, and a period must not be
        // zero.
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

/// <summary>Identifies a token bucket.</summary>
/// <param name="Identity">Identifies the client: a hash, never the API key itself.</param>
/// <param name="OperationClass">The operations that are counted together.</param>
/// <param name="RequestsPerMinute">The limit.</param>
internal sealed record RateLimitKey(string Identity, string OperationClass, int RequestsPerMinute);
