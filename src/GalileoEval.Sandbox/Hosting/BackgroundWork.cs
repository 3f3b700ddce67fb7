namespace GalileoEval.Sandbox.Hosting;

/// <summary>Runs work that continues after a response was sent. Cancels it when the sandbox stops.</summary>
internal sealed class BackgroundWork : IDisposable
{
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(6);
    private readonly CancellationTokenSource _stop = new();
    private readonly HashSet<Task> _running = [];

    /// <summary>Starts a piece of work.</summary>
    public void Start(Func<CancellationToken, Task> work)
    {
        Task task;
        lock (_running)
        {
            if (_stop.IsCancellationRequested)
                return;
            task = Task.Run(() => work(_stop.Token), CancellationToken.None);
            _running.Add(task);
        }

        _ = task.ContinueWith(Forget, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    public void Dispose()
    {
        Task[] left;
        lock (_running)
        {
            _stop.Cancel();
            left = [.. _running];
        }

        try
        {
            Task.WaitAll(left, EndLimit);
        }
        catch (AggregateException)
        {
            // The sandbox is being stopped.
        }

        _stop.Dispose();
    }

    private void Forget(Task task)
    {
        lock (_running)
            _running.Remove(task);
    }
}
