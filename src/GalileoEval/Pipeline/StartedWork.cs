using GalileoEval.Binding;
using GalileoEval.Tasks;

namespace GalileoEval.Pipeline;

/// <summary>Writes the work that a cmdlet starts: immediately, or with -Wait when it ends.</summary>
internal sealed class StartedWork
{
    private readonly EvalCommand _command;
    private readonly EvalWaitOptions? _wait;
    private readonly List<IEvalTask> _started = [];

    /// <summary>Creates an empty list. The cmdlet ends if its parameters contradict each other.</summary>
    /// <param name="command">The cmdlet.</param>
    /// <param name="wait">Its parameter -Wait.</param>
    /// <param name="timeout">Its parameter -Timeout.</param>
    /// <param name="pollInterval">Its parameter -PollInterval.</param>
    public StartedWork(EvalCommand command, bool wait, double timeout, double? pollInterval)
    {
        _command = command;
        if (wait)
            _wait = TaskWait.Options(timeout, pollInterval);
        else if (command.MyInvocation.BoundParameters.ContainsKey("Timeout") || pollInterval is not null)
            command.End(InputError.Of("-Timeout and -PollInterval require -Wait.", "Add -Wait, or use them with Wait-EvalTask."), null);
    }

    /// <summary>Writes started work, or keeps it until <see cref="Finish"/>.</summary>
    public void Add(IEvalTask started)
    {
        if (_wait is null)
        {
            _command.WriteObject(started);
            return;
        }

        // Keeps the IDs, in case the wait is interrupted.
        _command.WriteVerbose($"{started.Service}: started {started.Describe()}.");
        _started.Add(started);
    }

    /// <summary>With -Wait, waits for all work, and writes each item when it ends.</summary>
    public void Finish(TaskPollers pollers)
    {
        if (_wait is not null)
        {
            new TaskWait(_command, _wait, requireSuccess: false)
                .Run([.. _started.Select(task => new EvalWaitItem(task, pollers.For(task), task))]);
        }
    }
}
