using System.Globalization;
using GalileoEval.Errors;
using GalileoEval.Transport;

namespace GalileoEval.Http.Limits;

/// <summary>Delays the requests of one connection until the rate limits of its key permit them.</summary>
internal sealed class RateGate(RateLimits limits, string identity, EvalConnectionOptions options, TimeProvider clock)
{
    /// <summary>The longest delay that one response can impose on a request, or on all requests of a key.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    /// <summary>The shortest delay that is reported as a warning.</summary>
    public static readonly TimeSpan NoticeableDelay = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan WorthSaying = TimeSpan.FromMilliseconds(100);

    /// <summary>Pauses all requests of the key, as requested by a response with status 429.</summary>
    public void Pause(TimeSpan delay) =>
        limits.Pause(identity, delay < LongestPause ? delay : LongestPause, clock);

    /// <summary>Waits until the request may be sent.</summary>
    public async ValueTask WaitAsync(EvalRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        do
        {
            await WaitForPauseAsync(request, cancellationToken).ConfigureAwait(false);
            if (KeyOf(request) is { } key)
                await TakeAsync(request, key, cancellationToken).ConfigureAwait(false);
        }
        // Requests that leave the bucket while the key is paused must not all start together afterwards: they queue
        // again.
        while (limits.PauseOf(identity, clock) > TimeSpan.Zero);
    }

    private async ValueTask WaitForPauseAsync(EvalRequest request, CancellationToken cancellationToken)
    {
        while (limits.PauseOf(identity, clock) is var rest && rest > TimeSpan.Zero)
        {
            if (request.TimeLeft?.Invoke() is { } left && rest > left)
                throw Paused(request, rest);

            Announce(request, rest);
            // Timers have a resolution of one millisecond. The delay is rounded up so that one wait is enough.
            await clock.DelayAsync(TimeSpan.FromMilliseconds(Math.Ceiling(rest.TotalMilliseconds)), cancellationToken)
                .ConfigureAwait(false);
        }
    }

    // Queues until the caller's time is up at most. A permit that is available is taken even when no time is left.
    private async ValueTask TakeAsync(EvalRequest request, RateLimitKey key, CancellationToken cancellationToken)
    {
        Action? waiting = request.Observer is { } observer ? () => observer.Debug(Waiting(request, key)) : null;
        if (request.TimeLeft?.Invoke() is not { } left)
        {
            await limits.TakeAsync(key, waiting, cancellationToken).ConfigureAwait(false);
            return;
        }

        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        ValueTask permit = limits.TakeAsync(key, waiting, stop.Token);
        using ITimer? deadline = permit.IsCompleted
            ? null
            : clock.CreateTimer(static state => ((CancellationTokenSource)state!).Cancel(), stop, left, Timeout.InfiniteTimeSpan);
        try
        {
            await permit.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw NotSent(request, $"the limit of {key.RequestsPerMinute} requests a minute is reached");
        }
    }

    // The pause exceeds the caller's remaining time, so the request fails at once.
    private EvalException Paused(EvalRequest request, TimeSpan rest)
    {
        request.Observer?.RetryAfter(rest);
        string text = string.Format(
            CultureInfo.InvariantCulture, "the service rate-limits this key for another {0:0.0} s", rest.TotalSeconds);
        return NotSent(request, text, rest);
    }

    private EvalException NotSent(EvalRequest request, string reason, TimeSpan? retryAfter = null) =>
        new(EvalErrorCondition.RateLimited, $"{options.Service}: {request.Operation} was not sent: {reason}.")
        {
            Service = options.Service,
            Operation = request.Operation,
            RetryAfter = retryAfter,
            RecommendedAction = "Run the command again later, or wait with a longer -Timeout.",
        };

    private void Announce(EvalRequest request, TimeSpan rest)
    {
        // A shorter pause is the rounding error of a delay that a retry has already reported.
        if (request.Observer is not { } observer || rest < WorthSaying)
            return;

        string line = string.Format(
            CultureInfo.InvariantCulture,
            "{0}: {1} waits {2:0.0} s: the service rate-limits this key",
            options.Service, request.Operation, rest.TotalSeconds);
        observer.Verbose(line);
        if (rest > NoticeableDelay)
            observer.Warning(line);
    }

    private RateLimitKey? KeyOf(EvalRequest request) =>
        options.MaximumRequestsPerMinute is { } own ? new RateLimitKey(identity, "", own)
        : request.RequestsPerMinute is { } documented ? new RateLimitKey(identity, request.Operation, documented)
        : null;

    private string Waiting(EvalRequest request, RateLimitKey key) =>
        $"{options.Service}: {request.Operation} waits for its turn: {key.RequestsPerMinute} requests a minute";
}
