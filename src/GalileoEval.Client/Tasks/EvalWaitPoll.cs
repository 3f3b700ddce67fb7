using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using GalileoEval.Errors;
using GalileoEval.Transport;

namespace GalileoEval.Tasks;

/// <summary>One poll of one group, from its first request to its last response. Reports of the poller, on any thread,
/// go to the inbox of the wait.</summary>
internal sealed class EvalWaitPoll : IEvalObserver, IDeadline
{
    private readonly object _gate = new();
    private readonly EvalWaitClock _clock;
    private readonly EvalWaitInbox _inbox;
    private readonly IEvalObserver? _observer;
    private readonly Dictionary<IEvalTask, EvalWaitEntry> _asked;

    public EvalWaitPoll(EvalWaitGroup group, EvalWaitClock clock, EvalWaitInbox inbox, IEvalObserver? observer)
    {
        _clock = clock;
        _inbox = inbox;
        _observer = observer;
        Group = group;
        StartedAt = clock.Elapsed;
        Entries = [.. group.Entries];
        _asked = new Dictionary<IEvalTask, EvalWaitEntry>(Entries.Length, ByReference.Instance);
        foreach (EvalWaitEntry entry in Entries)
            _asked.Add(entry.Task, entry);
    }

    public EvalWaitGroup Group { get; }

    public TimeSpan StartedAt { get; }

    /// <summary>The tasks of the group when the poll began.</summary>
    public EvalWaitEntry[] Entries { get; }

    /// <summary>The earliest time of the next poll, as requested by Retry-After in any response. Read it when the poll
    /// has ended.</summary>
    public TimeSpan NotBefore { get; private set; }

    /// <summary>The longest delay that Retry-After requested; zero if no response had it.</summary>
    public TimeSpan LongestRetryAfter { get; private set; }

    public TimeSpan? TimeLeft => _clock.TimeLeft;

    public bool IsVerboseEnabled => _observer?.IsVerboseEnabled == true;

    public bool IsDebugEnabled => _observer?.IsDebugEnabled == true;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        EvalException? failure = null;
        try
        {
            await Group.Poller.PollAsync([.. _asked.Keys], Saw, Missed, this, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The wait has ended: nothing handles the event.
            return;
        }
        catch (EvalException error)
        {
            failure = error;
        }
        catch (Exception error)
        {
            _inbox.Post(new EvalWaitEvent(this) { Unexpected = ExceptionDispatchInfo.Capture(error) });
            return;
        }

        _inbox.Post(new EvalWaitEvent(this) { Error = failure });
    }

    /// <summary>Takes an entry that has not been reported yet. Only the loop calls it.</summary>
    /// <param name="asked">The task in its state at the start of the poll.</param>
    /// <returns>The entry; null if it has already been reported.</returns>
    public EvalWaitEntry? Take(IEvalTask asked) =>
        _asked.TryGetValue(asked, out EvalWaitEntry? entry) && _asked.Remove(asked) ? entry : null;

    /// <summary>Takes every entry that has not been reported. Only the loop calls it.</summary>
    public IReadOnlyList<EvalWaitEntry> TakeRest()
    {
        EvalWaitEntry[] rest = [.. _asked.Values];
        _asked.Clear();
        return rest;
    }

    public void Verbose(string message) => _observer?.Verbose(message);

    public void Debug(string message) => _observer?.Debug(message);

    public void Warning(string message, EvalNextStep? nextStep = null) => _observer?.Warning(message, nextStep);

    public void RetryAfter(TimeSpan delay)
    {
        _observer?.RetryAfter(delay);
        TimeSpan time = EvalWaitClock.Later(_clock.Elapsed, delay);
        lock (_gate)
        {
            NotBefore = time > NotBefore ? time : NotBefore;
            LongestRetryAfter = delay > LongestRetryAfter ? delay : LongestRetryAfter;
        }
    }

    private void Saw(IEvalTask asked, IEvalTask now) => _inbox.Post(new EvalWaitEvent(this) { Asked = asked, Now = now });

    private void Missed(IEvalTask asked, EvalException error) => _inbox.Post(new EvalWaitEvent(this) { Asked = asked, Error = error });

    private sealed class ByReference : IEqualityComparer<IEvalTask>
    {
        public static readonly ByReference Instance = new();

        public bool Equals(IEvalTask? x, IEvalTask? y) => ReferenceEquals(x, y);

        public int GetHashCode(IEvalTask obj) => RuntimeHelpers.GetHashCode(obj);
    }
}

/// <summary>A report of a poll: one task, or the end of the poll.</summary>
internal readonly record struct EvalWaitEvent(EvalWaitPoll Poll)
{
    /// <summary>The task in its state at the start of the poll; null if the poll has ended.</summary>
    public IEvalTask? Asked { get; init; }

    /// <summary>The current task; null if polling it failed.</summary>
    public IEvalTask? Now { get; init; }

    /// <summary>The error of the task or, without a task, of every task that was not reported.</summary>
    public EvalException? Error { get; init; }

    /// <summary>An error of the poller itself, which ends the wait.</summary>
    public ExceptionDispatchInfo? Unexpected { get; init; }
}
