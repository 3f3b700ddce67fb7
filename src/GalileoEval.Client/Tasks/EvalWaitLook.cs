using System.Runtime.ExceptionServices;
using GalileoEval.Errors;
using GalileoEval.Transport;

namespace GalileoEval.Tasks;

/// <summary>One look at one group, from its first request to its last answer. What the poller tells it, on whatever
/// thread, goes to the loop through the inbox.</summary>
internal sealed class EvalWaitLook : IEvalObserver, IDeadline
{
    private readonly object _gate = new();
    private readonly EvalWait _wait;
    private readonly EvalWaitInbox _inbox;
    private readonly IEvalObserver? _observer;
    private readonly Dictionary<IEvalTask, EvalWaitEntry> _asked;

    public EvalWaitLook(
        EvalWait wait, EvalWaitGroup group, TimeSpan startedAt, EvalWaitInbox inbox, IEvalObserver? observer)
    {
        _wait = wait;
        _inbox = inbox;
        _observer = observer;
        Group = group;
        StartedAt = startedAt;
        Entries = [.. group.Entries];
        _asked = new Dictionary<IEvalTask, EvalWaitEntry>(Entries.Length, ByReference.Instance);
        foreach (EvalWaitEntry entry in Entries)
            _asked.Add(entry.Task, entry);
    }

    public EvalWaitGroup Group { get; }

    public TimeSpan StartedAt { get; }

    /// <summary>What is looked at: what was in the group when the look began.</summary>
    public EvalWaitEntry[] Entries { get; }

    /// <summary>What Retry-After asked for on any answer: no look before this time. Read it when the look is over.</summary>
    public TimeSpan NotBefore { get; private set; }

    /// <summary>The longest time that Retry-After asked for; zero when no response had it.</summary>
    public TimeSpan LongestRetryAfter { get; private set; }

    /// <inheritdoc/>
    public TimeSpan? TimeLeft => _wait.TimeLeft;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Group.Poller.PollAsync([.. _asked.Keys], Saw, Missed, this, cancellationToken).ConfigureAwait(false);
            _inbox.Post(() => _wait.LookEnded(this));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The wait is over, and nobody is left to tell.
        }
        catch (EvalException error)
        {
            _inbox.Post(() => MissedRest(error));
            _inbox.Post(() => _wait.LookEnded(this));
        }
        catch (Exception error)
        {
            ExceptionDispatchInfo unexpected = ExceptionDispatchInfo.Capture(error);
            _inbox.Post(unexpected.Throw);
        }
    }

    public bool HearsVerbose => _observer?.HearsVerbose == true;

    public bool HearsDebug => _observer?.HearsDebug == true;

    public void Verbose(string message) => _observer?.Verbose(message);

    public void Debug(string message) => _observer?.Debug(message);

    public void Warning(string message) => _observer?.Warning(message);

    public void RetryAfter(TimeSpan delay)
    {
        _observer?.RetryAfter(delay);
        TimeSpan time = EvalWait.Later(_wait.Elapsed, delay);
        lock (_gate)
        {
            NotBefore = time > NotBefore ? time : NotBefore;
            LongestRetryAfter = delay > LongestRetryAfter ? delay : LongestRetryAfter;
        }
    }

    private void Saw(IEvalTask asked, IEvalTask now) => _inbox.Post(() =>
    {
        if (_asked.TryGetValue(asked, out EvalWaitEntry? entry) && _asked.Remove(asked))
            _wait.Saw(Group, entry, now);
    });

    private void Missed(IEvalTask asked, EvalException error) => _inbox.Post(() =>
    {
        if (_asked.TryGetValue(asked, out EvalWaitEntry? entry) && _asked.Remove(asked))
            _wait.Missed(Group, entry, error);
    });

    private void MissedRest(EvalException error)
    {
        foreach (EvalWaitEntry entry in _asked.Values)
            _wait.Missed(Group, entry, error);
    }

    private sealed class ByReference : IEqualityComparer<IEvalTask>
    {
        public static readonly ByReference Instance = new();

        public bool Equals(IEvalTask? x, IEvalTask? y) => ReferenceEquals(x, y);

        public int GetHashCode(IEvalTask obj) => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(obj);
    }
}
