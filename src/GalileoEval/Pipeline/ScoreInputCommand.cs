using System.Management.Automation;

namespace GalileoEval.Pipeline;

/// <summary>The base of the cmdlets that read scores or ratings.</summary>
public abstract class ScoreInputCommand : EvalCommand
{
    private protected ScoreInputCommand()
    {
    }

    /// <summary>The property that contains the name of the metric. Default: depends on the type (Metric of log-record
    /// scores, Key of annotation rows); for other objects, each property of -Property is a metric.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? MetricProperty { get; set; }

    /// <summary>The metrics to keep; wildcards are allowed. Default: all.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Metric { get; set; }

    /// <summary>Runs a computation. An error in its input ends the cmdlet.</summary>
    /// <param name="work">The computation.</param>
    /// <param name="target">The target of the error; null for none.</param>
    private protected void Compute(Action work, object? target = null) => OrEnd(target, () =>
    {
        try
        {
            work();
        }
        catch (OperationCanceledException) when (Cancellation.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    });
}
