using System.Globalization;
using GalileoEval.Errors;
using GalileoEval.Text;
using GalileoEval.Transport;

namespace GalileoEval.Tasks;

/// <summary>The state of one wait. One loop at a time calls it, so it needs no lock; <see cref="EvalTaskWaiter"/> is
/// that loop.</summary>
internal sealed class EvalWait : IAsyncDisposable
{
    /// <summary>The maximum number of concurrent polls; a poll sends one request at a time.</summary>
    private const int PollsAtATime = 16;

    /// <summary>The time for which the polls at the deadline may continue without a report.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>The maximum timer interval. When it elapses, the loop runs once without work.</summary>
    private static readonly TimeSpan LongestSleep = TimeSpan.FromDays(1);

    private readonly EvalWaitOptions _options;
    private readonly IProgress<EvalWaitProgress>? _progress;
    private readonly IEvalObserver? _observer;
    private readonly EvalWaitClock _clock;
    private readonly EvalWaitInbox _inbox = new();
    private readonly EvalWaitSchedule _schedule = new();
    private readonly EvalWaitTally _tally = new();
    private readonly Dictionary<EvalWaitPoll, Task> _polls = [];
    private readonly Queue<EvalWaitResult> _ended = new();
    private readonly List<EvalWaitEntry> _expired = [];
    private readonly HashSet<(EvalService, string)> _unknownStatuses = [];
    private readonly Dictionary<EvalService, TimeSpan> _retryAfters = [];
    private readonly CancellationToken _cancellationToken;
    private readonly CancellationTokenSource _stop;
    private readonly CancellationTokenRegistration _wakeOnCancel;
    private readonly ITimer _timer;
    private TimeSpan _lastEvent;
    private bool _gaveUp;
    private EvalException? _lastNoted;

    public EvalWait(
        IReadOnlyList<EvalWaitItem> items,
        EvalWaitOptions options,
        TimeProvider time,
        IProgress<EvalWaitProgress>? progress,
        IEvalObserver? observer,
        CancellationToken cancellationToken)
    {
        _options = options;
        _progress = progress;
        _observer = observer;
        _clock = new EvalWaitClock(time, options.Timeout);
        Enter(items);
        _cancellationToken = cancellationToken;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _wakeOnCancel = cancellationToken.Register(_inbox.Wake);
        _timer = time.CreateTimer(
            static inbox => ((EvalWaitInbox)inbox!).Wake(),
            _inbox,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan);
        Report();
    }

    /// <summary>Whether there is nothing left to poll, or no response to expect.</summary>
    public bool IsOver => _schedule.IsEmpty || _gaveUp;

    /// <summary>When the polls at the deadline are cancelled; null if there is nothing to cancel.</summary>
    private TimeSpan? GiveUpAt => _clock.Timeout is { } deadline && _polls.Count > 0
        ? EvalWaitClock.Later(deadline > _lastEvent ? deadline : _lastEvent, Patience)
        : null;

    /// <summary>Starts to poll every group that is due, up to the maximum number of polls.</summary>
    public void StartDuePolls()
    {
        _cancellationToken.ThrowIfCancellationRequested();
        while (_polls.Count < PollsAtATime && _schedule.TryTake(_clock.Elapsed, out EvalWaitGroup group))
        {
            EvalWaitPoll poll = new(group, _clock, _inbox, _observer);
            _lastEvent = poll.StartedAt;
            _polls.Add(poll, poll.RunAsync(_stop.Token));
        }
    }

    /// <summary>Sleeps until a poll reports something or the next one is due, and handles the reports.</summary>
    public async Task SleepAsync()
    {
        Task received = _inbox.WaitAsync();
        if (!received.IsCompleted)
            SetTimer();
        await received.ConfigureAwait(false);
        _cancellationToken.ThrowIfCancellationRequested();

        if (_inbox.TakeAll(Take))
        {
            _lastEvent = _clock.Elapsed;
            Report();
        }
        else
        {
            _gaveUp = _clock.Elapsed >= GiveUpAt;
        }
    }

    /// <summary>Takes the next result, in the order in which the tasks ended.</summary>
    public bool TryTakeEnded(out EvalWaitResult result)
    {
        bool any = _ended.Count > 0;
        result = any ? _ended.Dequeue() : null!;
        return any;
    }

    /// <summary>Creates a result for every item that has not ended at the deadline, in the order of the
    /// input.</summary>
    public IEnumerable<EvalWaitResult> Unfinished() =>
        from entry in _expired.Concat(_schedule.Entries).OrderBy(entry => entry.Number)
        from item in entry.Items
        select new EvalWaitResult(item, entry.Task, NotEnded(entry));

    /// <summary>Stops every poll and waits for their end.</summary>
    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync().ConfigureAwait(false);
        _wakeOnCancel.Dispose();
        _stop.Cancel();
        await Task.WhenAll(_polls.Values).ConfigureAwait(false);
        _stop.Dispose();
    }

    private void Enter(IReadOnlyList<EvalWaitItem> items)
    {
        Dictionary<(IEvalTaskPoller, Type, string), EvalWaitEntry> entries = [];
        foreach (EvalWaitItem item in items)
        {
            if (item.Task.IsFinal)
            {
                _tally.Add(item.Task);
                _tally.Done(1);
                _ended.Enqueue(new EvalWaitResult(item, item.Task));
                continue;
            }

            (IEvalTaskPoller, Type, string) identity = (item.Poller, item.Task.GetType(), item.Task.Describe());
            if (entries.TryGetValue(identity, out EvalWaitEntry? known))
            {
                known.Items.Add(item);
                _tally.Add(known.Task);
                continue;
            }

            EvalWaitEntry entry = new(entries.Count, item);
            entries.Add(identity, entry);
            _tally.Add(entry.Task);
            _schedule.Add(entry, TimeSpan.Zero);
        }
    }

    private void Take(EvalWaitEvent received)
    {
        received.Unexpected?.Throw();
        EvalWaitPoll poll = received.Poll;
        if (received.Asked is null)
        {
            if (received.Error is { } failure)
            {
                foreach (EvalWaitEntry entry in poll.TakeRest())
                    Missed(poll.Group, entry, failure);
            }

            PollEnded(poll);
        }
        else if (poll.Take(received.Asked) is { } entry)
        {
            if (received.Now is { } now)
                Saw(poll.Group, entry, now);
            else
                Missed(poll.Group, entry, received.Error!);
        }
    }

    private void Saw(EvalWaitGroup group, EvalWaitEntry entry, IEvalTask now)
    {
        _tally.Saw(entry.Task, now, entry.Items.Count);
        entry.Saw(now);
        if (now.IsFinal)
            End(group, entry, error: null);
        else if (now.State == EvalState.Unknown && now.Status is { Length: > 0 } status)
            WarnOfUnknown(now.Service, EvalText.OneLine(status, 100));
    }

    private void Missed(EvalWaitGroup group, EvalWaitEntry entry, EvalException error)
    {
        if (entry.Missed(error))
        {
            End(group, entry, error);
            return;
        }

        // An error of a whole group is one line, not one for each of its tasks.
        if (ReferenceEquals(error, _lastNoted))
            return;
        _lastNoted = error;
        _observer?.Verbose($"{entry.Task.Service}: {entry.Task.Describe()}: still waiting after an error: {error.Message}");
    }

    // Schedules the next poll of the group, unless this one was at the deadline.
    private void PollEnded(EvalWaitPoll poll)
    {
        _polls.Remove(poll);
        EvalWaitGroup group = poll.Group;
        TimeSpan due = NextDue(poll);
        bool wasLast = poll.StartedAt >= _clock.Timeout;
        foreach (EvalWaitEntry entry in poll.Entries)
        {
            if (!group.Entries.Contains(entry))
                continue;

            if (wasLast)
            {
                group.Entries.Remove(entry);
                _expired.Add(entry);
            }
            else if (entry.Poller.GroupOf(entry.Task) != group.Name)
            {
                group.Entries.Remove(entry);
                _schedule.Add(entry, due);
            }
        }

        _schedule.Return(group, due);
    }

    private void End(EvalWaitGroup group, EvalWaitEntry entry, EvalException? error)
    {
        group.Entries.Remove(entry);
        _tally.Done(entry.Items.Count);
        foreach (EvalWaitItem item in entry.Items)
            _ended.Enqueue(new EvalWaitResult(item, entry.Task, error));
    }

    private TimeSpan NextDue(EvalWaitPoll poll)
    {
        TimeSpan now = _clock.Elapsed;
        TimeSpan interval = _options.PollInterval ?? poll.Group.Poller.IntervalAfter(poll.Group.Polls);
        TimeSpan usual = EvalWaitClock.Later(now, interval);
        TimeSpan due = poll.NotBefore > now ? poll.NotBefore : usual;
        if (poll.NotBefore > usual)
            WarnOfRetryAfter(poll, interval);
        return due > _clock.Timeout ? _clock.Timeout.Value : due;
    }

    private void SetTimer()
    {
        TimeSpan? wake = _polls.Count < PollsAtATime ? _schedule.NextDue : null;
        if (GiveUpAt is { } giveUpAt && !(wake < giveUpAt))
            wake = giveUpAt;

        if (wake is not { } time)
            return;

        // A timer counts whole milliseconds. Round up, so that it never fires early.
        double milliseconds = Math.Ceiling((time - _clock.Elapsed).TotalMilliseconds);
        TimeSpan sleep = TimeSpan.FromMilliseconds(Math.Min(Math.Max(0, milliseconds), LongestSleep.TotalMilliseconds));
        _timer.Change(sleep, Timeout.InfiniteTimeSpan);
    }

    // Once for each service, and again only for a longer delay: some services send the header with every response.
    private void WarnOfRetryAfter(EvalWaitPoll poll, TimeSpan interval)
    {
        EvalService service = poll.Entries[0].Task.Service;
        TimeSpan asked = poll.LongestRetryAfter;
        if (_retryAfters.TryGetValue(service, out TimeSpan warned) && asked <= warned)
            return;

        _retryAfters[service] = asked;
        FormattableString text = $"{service}: the service asks with Retry-After to wait {asked.TotalSeconds:0.###} s before the next poll, longer than the poll interval of {interval.TotalSeconds:0.###} s.";
        _observer?.Warning(FormattableString.Invariant(text));
    }

    private void WarnOfUnknown(EvalService service, string status)
    {
        if (_unknownStatuses.Add((service, status)))
        {
            _observer?.Warning(
                $"{service}: the status '{status}' is unknown to this version of the module and is treated as not final.");
        }
    }

    private EvalException NotEnded(EvalWaitEntry entry)
    {
        string status = string.IsNullOrEmpty(entry.Task.Status)
            ? "no status was seen"
            : $"its last status is '{EvalText.OneLine(entry.Task.Status, 100)}'";
        string time = _clock.Timeout!.Value.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
        string cause = entry.LastError is { } error ? $" The last poll failed: {error.Message}" : "";
        return new EvalException(
            EvalErrorCondition.Timeout,
            $"{entry.Task.Service}: {entry.Task.Describe()} had not ended after {time} s: {status}.{cause}",
            entry.LastError)
        {
            Service = entry.Task.Service,
            Operation = "wait",
            RecommendedAction = "Nothing was canceled. To continue, wait again for the same object or its IDs.",
            NextStep = EvalNextStep.Wait,
        };
    }

    private void Report() => _progress?.Report(_tally.Report(_clock.Elapsed, _clock.Timeout));
}
