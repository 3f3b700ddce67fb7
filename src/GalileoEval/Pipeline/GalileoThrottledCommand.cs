using System.Management.Automation;

namespace GalileoEval.Pipeline;

/// <summary>The base of the cmdlets for Galileo that send one request for each input: several requests at a time, the
/// results in the order of the input, and one error in its place for each failed input.</summary>
/// <typeparam name="T">The result of a request.</typeparam>
public abstract class GalileoThrottledCommand<T> : GalileoCommand
{
    private protected GalileoThrottledCommand()
    {
    }

    /// <summary>The maximum number of concurrent requests. Default: 16.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public virtual int ThrottleLimit { get; set; } = 16;

    /// <summary>The requests.</summary>
    private protected OrderedRequests<T> Requests => field ??= new OrderedRequests<T>(this, ThrottleLimit, Write);

    /// <summary>Writes the results that are still pending.</summary>
    protected override void EndProcessing() => Requests.Finish();

    /// <summary>Writes one result to the pipeline.</summary>
    private protected virtual void Write(T result) => WriteObject(result);
}
