using System.Management.Automation;
using GalileoEval.Errors;
using GalileoEval.Text;
using GalileoEval.Transport;

namespace GalileoEval.Pipeline;

/// <summary>Runs actions from other threads on the pipeline thread, the only one that may access a cmdlet. Also the
/// observer of requests.</summary>
internal sealed class CommandPump : IEvalObserver
{
    private readonly object _gate = new();
    private readonly Queue<Action<Cmdlet>> _queue = new();
    private bool _awake;

    public bool IsVerboseEnabled { get; set; } = true;

    public bool IsDebugEnabled { get; set; } = true;

    /// <summary>Queues an action for the cmdlet. From any thread.</summary>
    public void Post(Action<Cmdlet> action)
    {
        lock (_gate)
        {
            _queue.Enqueue(action);
            Wake();
        }
    }

    /// <summary>Makes <see cref="RunUntil"/> ask again whether it is done. From any thread.</summary>
    public void Wake()
    {
        lock (_gate)
        {
            _awake = true;
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Runs queued work until the condition holds. On the pipeline thread only.</summary>
    /// <exception cref="PipelineStoppedException">The token was cancelled; nothing is waited for.</exception>
    public void RunUntil(Cmdlet cmdlet, Func<bool> done, CancellationToken cancellationToken)
    {
        using CancellationTokenRegistration wake = cancellationToken.Register(Wake);
        Drain(cmdlet, cancellationToken);
        while (!done())
        {
            Sleep();
            Drain(cmdlet, cancellationToken);
        }

        // Once more: work that was posted before the end still runs.
        Drain(cmdlet, cancellationToken);
    }

    public void Verbose(string message) => Post(cmdlet => cmdlet.WriteVerbose(Shown(message)));

    public void Debug(string message) => Post(cmdlet => cmdlet.WriteDebug(Shown(message)));

    public void Warning(string message, EvalNextStep? nextStep = null) =>
        Post(cmdlet => cmdlet.WriteWarning(Shown(NextStep.AppendTo(message, nextStep))));

    public void RetryAfter(TimeSpan delay)
    {
        // Only a poller uses it, and the waiter has its own observer.
    }

    // The last place before the terminal: any message may contain text of a service.
    private static string Shown(string message) => EvalText.Shown(message, EvalText.LongestMessage);

    private void Sleep()
    {
        lock (_gate)
        {
            while (!_awake)
                Monitor.Wait(_gate);
            _awake = false;
        }
    }

    private void Drain(Cmdlet cmdlet, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (cancellationToken.IsCancellationRequested)
                throw new PipelineStoppedException();

            Action<Cmdlet> action;
            lock (_gate)
            {
                if (_queue.Count == 0)
                    return;
                action = _queue.Dequeue();
            }

            action(cmdlet);
        }
    }
}
