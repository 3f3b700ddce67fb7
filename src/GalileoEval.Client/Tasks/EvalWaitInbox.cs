namespace GalileoEval.Tasks;

/// <summary>Brings what happens on other threads to the one loop that owns the state of a wait. The loop goes on on the
/// thread that brings the news, at once: no thread is woken for it, and a test with a clock of its own sees every step
/// finished.</summary>
internal sealed class EvalWaitInbox
{
    private readonly object _gate = new();
    private Queue<EvalWaitNews> _posts = new();
    private Queue<EvalWaitNews> _spare = new();
    private TaskCompletionSource<bool>? _sleeper;
    private bool _isAwake;

    /// <summary>Reports to the loop; from any thread.</summary>
    public void Post(EvalWaitNews news)
    {
        lock (_gate)
            _posts.Enqueue(news);
        Wake();
    }

    /// <summary>Lets the loop go round once; from any thread.</summary>
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

    /// <summary>Waits for the next post or wake since <see cref="TakeAll"/>; the loop alone calls it.</summary>
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

    /// <summary>Takes in, on the loop, what was posted.</summary>
    /// <param name="take">Takes in one piece of news.</param>
    /// <returns>Whether there was anything.</returns>
    public bool TakeAll(Action<EvalWaitNews> take)
    {
        Queue<EvalWaitNews> posts;
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
