namespace GalileoEval.Tasks;

/// <summary>Passes events of other threads to the loop that owns the state of a wait. The loop continues synchronously
/// on the thread of the event, so no thread has to be woken, and a test with a fake clock can rely on each step being
/// complete.</summary>
internal sealed class EvalWaitInbox
{
    private readonly object _gate = new();
    private Queue<EvalWaitEvent> _posts = new();
    private Queue<EvalWaitEvent> _spare = new();
    private TaskCompletionSource<bool>? _sleeper;
    private bool _isAwake;

    /// <summary>Reports an event to the loop. Thread-safe.</summary>
    public void Post(EvalWaitEvent received)
    {
        lock (_gate)
            _posts.Enqueue(received);
        Wake();
    }

    /// <summary>Makes the loop run once. Thread-safe.</summary>
    public void Wake()
    {
        TaskCompletionSource<bool>? sleeper;
        lock (_gate)
        {
            _isAwake = true;
            sleeper = _sleeper;
            _sleeper = null;
        }

        sleeper?.SetResult(true);
    }

    /// <summary>Waits for the next event or wake since <see cref="TakeAll"/>. Only the loop calls it.</summary>
    public Task WaitAsync()
    {
        lock (_gate)
        {
            if (_isAwake)
                return Task.CompletedTask;

            _sleeper = new TaskCompletionSource<bool>();
            return _sleeper.Task;
        }
    }

    /// <summary>Handles all posted events, on the loop.</summary>
    /// <returns>True if there was an event.</returns>
    public bool TakeAll(Action<EvalWaitEvent> take)
    {
        Queue<EvalWaitEvent> posts;
        lock (_gate)
        {
            posts = _posts;
            _posts = _spare;
            _spare = posts;
            _isAwake = false;
        }

        bool any = posts.Count > 0;
        while (posts.Count > 0)
            take(posts.Dequeue());
        return any;
    }
}
