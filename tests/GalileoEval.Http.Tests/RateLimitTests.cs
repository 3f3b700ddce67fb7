using System.Threading.RateLimiting;
using GalileoEval.Errors;
using GalileoEval.Http.Limits;
using GalileoEval.Http.Tests.Support;
using GalileoEval.Transport;

namespace GalileoEval.Http.Tests;

/// <summary>A limit of one request per minute makes the second request wait in any case.</summary>
public sealed class RateLimitTests
{
    private readonly RateLimits _limits = new();
    private readonly StubHandler _wire = new StubHandler().Respond("done");

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(60)]
    [InlineData(600)]
    [InlineData(1200)]
    [InlineData(1_000_000)]
    public void No_minute_exceeds_the_limit(int perMinute)
    {
        TokenBucketRateLimiterOptions bucket = RateLimits.Bucket(new RateLimitKey("me", "get", perMinute));
        double gained = Math.Ceiling(TimeSpan.FromMinutes(1) / bucket.ReplenishmentPeriod) - 1;
        Assert.InRange(bucket.TokenLimit + gained, perMinute * 0.99, perMinute);
        Assert.Equal(QueueProcessingOrder.OldestFirst, bucket.QueueProcessingOrder);
        Assert.Equal(int.MaxValue, bucket.QueueLimit);
    }

    [Fact]
    public async Task The_largest_limit_works()
    {
        using Connection connection = Connect(perMinute: int.MaxValue);
        Assert.Equal("done", await connection.GetAsync().Soon());
    }

    [Fact]
    public async Task Connections_with_the_same_API_key_share_its_limit()
    {
        using Connection one = Connect(perMinute: 1);
        using Connection other = Connect(perMinute: 1);
        await one.GetAsync().Soon();
        await WaitsAsync(other.GetAsync);
        Assert.Single(_wire.Sent);
    }

    [Fact]
    public async Task Another_API_key_has_its_own_limit()
    {
        using Connection one = Connect(perMinute: 1);
        using Connection other = Connect(perMinute: 1, key: "another-key");
        await one.GetAsync().Soon();
        Assert.Equal("done", await other.GetAsync().Soon());
    }

    [Fact]
    public async Task A_documented_limit_applies_per_operation()
    {
        using Connection connection = Connect();
        await connection.GetAsync(perMinute: 1).Soon();
        await WaitsAsync((path, cancellation, _) => connection.GetAsync(path, cancellation, perMinute: 1));
        Assert.Equal("done", await connection.StartAsync().Soon());
    }

    [Fact]
    public async Task A_limit_set_by_the_user_applies_to_all_operations()
    {
        using Connection connection = Connect(perMinute: 1);
        await connection.GetAsync().Soon();
        await WaitsAsync((_, cancellation, _) => connection.StartAsync(cancellation));
        Assert.Contains(connection.Observer.DebugLines, line => line.Contains("waits for its turn: 1 requests a minute"));
    }

    [Fact]
    public async Task Waiting_requests_are_sent_when_the_bucket_is_refilled()
    {
        // 600 at once, then 90 per second: requests beyond the capacity of the bucket are sent too.
        using Connection connection = Connect(perMinute: 6_000);
        await Task.WhenAll(Enumerable.Range(0, 620).Select(_ => connection.GetAsync())).Soon();
        Assert.Equal(620, _wire.Sent.Count);
    }

    [Fact]
    public void The_longest_pause_applies_and_is_removed_when_it_ends()
    {
        ManualClock clock = new();
        _limits.Pause("me", TimeSpan.FromSeconds(10), clock);
        _limits.Pause("me", TimeSpan.FromSeconds(4), clock);
        Assert.Equal(TimeSpan.FromSeconds(10), _limits.PauseOf("me", clock));
        Assert.Equal(TimeSpan.Zero, _limits.PauseOf("other", clock));
        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(TimeSpan.Zero, _limits.PauseOf("me", clock));
    }

    [Fact]
    public async Task A_poll_waits_for_its_turn_until_its_deadline_at_most()
    {
        using Connection connection = Connect(perMinute: 1);
        // The first permit is available: it is taken although no time is left.
        Assert.Equal("done", await PollAsync(connection, TimeSpan.Zero).Soon());

        Task<string> waiting = PollAsync(connection, TimeSpan.FromSeconds(5));
        Assert.Equal(5, (await connection.Clock.PassNextDelayAsync()).TotalSeconds);
        EvalException error = await Assert.ThrowsAsync<EvalException>(() => waiting.Soon());
        Assert.Equal(EvalErrorCondition.RateLimited, error.Condition);
        Assert.Contains("get task was not sent: the limit of 1 requests a minute is reached", error.Message);
        Assert.Single(_wire.Sent);
    }

    private static Task<string> PollAsync(Connection connection, TimeSpan timeLeft)
    {
        DateTimeOffset deadline = connection.Clock.GetUtcNow() + timeLeft;
        return connection.SendAsync(new EvalRequest
        {
            Operation = "get task",
            Path = "v2/task",
            Observer = connection.Observer,
            TimeLeft = () => deadline - connection.Clock.GetUtcNow(),
        });
    }

    private static async Task WaitsAsync(Func<string, CancellationToken, int?, Task<string>> send)
    {
        using CancellationTokenSource stop = new();
        Task<string> waiting = send("v2/task", stop.Token, null);
        Assert.False(waiting.IsCompleted);
        stop.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.Soon());
    }

    private Connection Connect(int? perMinute = null, string key = Connection.Key) =>
        new(_wire, Connection.Options(perMinute: perMinute, key: key), _limits);
}
