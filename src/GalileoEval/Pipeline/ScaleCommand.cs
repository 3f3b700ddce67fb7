using System.Management.Automation;
using GalileoEval.Binding;
using GalileoEval.Completion;
using GalileoEval.Connections;
using GalileoEval.Scale;
using GalileoEval.Transport;

namespace GalileoEval.Pipeline;

/// <summary>The base of the cmdlets for Scale.</summary>
public abstract class ScaleCommand : EvalCommand
{
    private protected ScaleCommand()
    {
    }

    /// <summary>The connection to use: an object of Get-EvalConnection or Connect-EvalService -PassThru, or a name.
    /// Default: the session's current connection to Scale; without one, the environment variables
    /// (SCALE_API_KEY).</summary>
    [Parameter]
    [ConnectionTransform(EvalService.Scale)]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public EvalConnection? Connection { get; set; }

    /// <summary>The client of the connection.</summary>
    private protected ScaleClient Client { get; private set; } = null!;

    /// <summary>Carries the requests of the connection.</summary>
    private protected IEvalTransport Transport { get; private set; } = null!;

    /// <summary>Opens the connection; without one the cmdlet ends.</summary>
    protected override void BeginProcessing()
    {
        Open(EvalService.Scale, Connection, out IEvalTransport transport);
        Transport = transport;
        Client = new ScaleClient(transport, Pump);
    }
}

/// <summary>The base of the cmdlets for Scale that send one request for each input: several requests at a time, the
/// results in the order of the input, and one error in its place for each failed input.</summary>
/// <typeparam name="T">The result of a request.</typeparam>
public abstract class ScaleThrottledCommand<T> : ScaleCommand
{
    private protected ScaleThrottledCommand()
    {
    }

    /// <summary>The maximum number of concurrent requests. Default: 16.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public virtual int ThrottleLimit { get; set; } = 16;

    /// <summary>The requests.</summary>
    private protected OrderedRequests<T> Requests => field ??= new OrderedRequests<T>(this, ThrottleLimit, Write);

    /// <summary>Changes batches and tasks over the connection.</summary>
    private protected ScaleEditor Editor => field ??= new ScaleEditor(Transport, Pump);

    /// <summary>Writes the results that are still pending.</summary>
    protected override void EndProcessing() => Requests.Finish();

    /// <summary>Writes one result to the pipeline.</summary>
    private protected virtual void Write(T result) => WriteObject(result);
}
