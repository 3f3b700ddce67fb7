using System.Management.Automation;

namespace GalileoEval.Pipeline;

/// <summary>The base of the cmdlets that start work at Kolena.</summary>
public abstract class KolenaStartCommand : KolenaThrottledCommand<IEvalTask>
{
    private StartedWork _started = null!;

    private protected KolenaStartCommand()
    {
    }

    /// <summary>Waits for the started work, and writes it in the order in which it ends. Without -Wait it is written at
    /// once, and Wait-EvalTask can wait for it.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>How long to wait, in seconds; -1 for no limit, 0 to poll once. Requires -Wait. Work that has not ended
    /// by then is an error whose TargetObject is the last known state; it continues at the service. Default:
    /// -1.</summary>
    [Parameter]
    [Alias("TimeoutSec")]
    [ValidateRange(-1d, int.MaxValue)]
    public double Timeout { get; set; } = -1;

    /// <summary>The time between two polls, in seconds. Requires -Wait. Default: the interval of the service, and a
    /// second for a sandbox.</summary>
    [Parameter]
    [ValidateRange(0.01, 86400d)]
    public double? PollInterval { get; set; }

    /// <summary>Opens the connection.</summary>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _started = new StartedWork(this, Wait, Timeout, PollInterval);
    }

    /// <summary>Writes the remaining results; with -Wait, waits.</summary>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        OnSent();
        _started.Finish(new TaskPollers(this, Opened, Client));
    }

    private protected sealed override void Write(IEvalTask result) => _started.Add(result);

    /// <summary>Called when all requests that start work have ended, before the wait.</summary>
    private protected virtual void OnSent()
    {
    }
}
