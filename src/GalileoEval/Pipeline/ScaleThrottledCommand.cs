using System.Management.Automation;
using GalileoEval.Errors;
using GalileoEval.Scale;

namespace GalileoEval.Pipeline;

/// <summary>What the cmdlets for Scale share that send one request for each input: several requests at a time, the results in
/// the order of the input, and one error in its place for each failed input.</summary>
/// <typeparam name="T">The result of a request.</typeparam>
public abstract class ScaleThrottledCommand<T> : ScaleCommand
{
    private OrderedRequests<T> _requests = null!;

    private protected ScaleThrottledCommand()
    {
    }

    /// <summary>The maximum number of concurrent requests. Default: 16.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int ThrottleLimit { get; set; } = 16;

    /// <summary>Changes batches and tasks over the connection.</summary>
    private protected ScaleEditor Editor { get; private set; } = null!;

    /// <summary>Opens the connection; without one the cmdlet ends.</summary>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        Editor = new ScaleEditor(Transport, Pump);
        _requests = new OrderedRequests<T>(this, ThrottleLimit, Write);
    }

    /// <summary>Writes the results that are still pending.</summary>
    protected override void EndProcessing() => _requests.Finish();

    /// <summary>Sends the request of one input, as soon as -ThrottleLimit allows.</summary>
    /// <param name="input">The input; the target of its error.</param>
    /// <param name="send">Sends the request.</param>
    private protected void Send(object? input, Func<CancellationToken, Task<T>> send) => _requests.Add(input, send);

    /// <summary>Reports an invalid input in its place among the results.</summary>
    private protected void Reject(object? input, EvalException failure) =>
        _requests.Add(input, _ => Task.FromException<T>(failure));

    /// <summary>Writes one result to the pipeline.</summary>
    private protected virtual void Write(T result) => WriteObject(result);
}
