using System.Management.Automation;
using GalileoEval.Errors;
using GalileoEval.Tasks;

namespace GalileoEval.Pipeline;

/// <summary>What the cmdlets that start work at Kolena share.</summary>
public abstract class KolenaStartCommand : KolenaCommand
{
    private readonly List<IEvalTask> _started = [];
    private OrderedRequests<IEvalTask> _requests = null!;

    private protected KolenaStartCommand()
    {
    }

    /// <summary>Waits for the end of what was started, and writes it in the order in which it ends. Without -Wait it is written at
    /// once, and Wait-EvalTask waits for it.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>How long to wait, in seconds; -1 for ever, 0 for one poll. Needs -Wait. What has not ended by then is an error
    /// whose TargetObject is its last known state; it continues at the service. Default: -1.</summary>
    [Parameter]
    [Alias("TimeoutSec")]
    [ValidateRange(-1d, int.MaxValue)]
    public double Timeout { get; set; } = -1;

    /// <summary>The time between two polls, in seconds. Needs -Wait. Default: what suits the service, and a second for a
    /// sandbox.</summary>
    [Parameter]
    [ValidateRange(0.01, 86400d)]
    public double? PollInterval { get; set; }

    /// <summary>The maximum number of requests at the same time. Default: 16.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int ThrottleLimit { get; set; } = 16;

    /// <summary>Opens the connection.</summary>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (!Wait && (MyInvocation.BoundParameters.ContainsKey(nameof(Timeout)) || PollInterval is not null))
        {
            EvalException error = new(EvalErrorCondition.InvalidArgument, "-Timeout and -PollInterval need -Wait.")
            {
                RecommendedAction = "Add -Wait, or leave them to Wait-EvalTask.",
            };
            ThrowTerminatingError(EvalErrorRecord.From(error, null));
        }

        _requests = new OrderedRequests<IEvalTask>(this, ThrottleLimit, Take);
    }

    /// <summary>Writes the remaining results; with -Wait, waits.</summary>
    protected override void EndProcessing()
    {
        _requests.Finish();
        OnSent();
        if (!Wait)
            return;

        TaskPollers pollers = new(this, Opened, Client);
        new TaskWait(this, TaskWait.Options(Timeout, PollInterval), requireSuccess: false)
            .Run([.. _started.Select(task => new EvalWaitItem(task, pollers.For(task), task))]);
    }

    /// <summary>Sends a request that starts work; returns when the next one can be sent.</summary>
    /// <param name="input">The input; the target of the error.</param>
    /// <param name="start">Sends the request.</param>
    private protected void Send(object? input, Func<CancellationToken, Task<IEvalTask>> start) => _requests.Add(input, start);

    /// <summary>Called when all requests that start work have ended, before the wait.</summary>
    private protected virtual void OnSent()
    {
    }

    private void Take(IEvalTask started)
    {
        if (!Wait)
        {
            WriteObject(started);
            return;
        }

        // If the wait is interrupted, the IDs are not lost.
        WriteVerbose($"{started.Service}: started {started.Describe()}.");
        _started.Add(started);
    }
}
