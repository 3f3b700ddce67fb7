using System.Management.Automation;
using GalileoEval.Binding;
using GalileoEval.Completion;
using GalileoEval.Connections;
using GalileoEval.Kolena;
using GalileoEval.Transport;

namespace GalileoEval.Pipeline;

/// <summary>The base of the cmdlets for Kolena.</summary>
public abstract class KolenaCommand : EvalCommand
{
    private protected KolenaCommand()
    {
    }

    /// <summary>The connection to use: an object of Get-EvalConnection or Connect-EvalService -PassThru, or a name.
    /// Default: the session's current connection to Kolena; without one, the environment variables (KOLENA_API_KEY or
    /// RESTRUCTURED_API_KEY).</summary>
    [Parameter]
    [ConnectionTransform(EvalService.Kolena)]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public EvalConnection? Connection { get; set; }

    /// <summary>The client of the connection.</summary>
    private protected KolenaClient Client { get; private set; } = null!;

    /// <summary>The connection that is used.</summary>
    private protected EvalConnection Opened { get; private set; } = null!;

    /// <summary>Whether a part of a list, or its length, is requested.</summary>
    private protected bool IsPaged =>
        MyInvocation.BoundParameters.ContainsKey("First")
        || MyInvocation.BoundParameters.ContainsKey("Skip")
        || PagingParameters?.IncludeTotalCount == true;

    /// <summary>Opens the connection; without one the cmdlet ends.</summary>
    protected override void BeginProcessing()
    {
        Opened = Open(EvalService.Kolena, Connection, out IEvalTransport transport);
        Client = new KolenaClient(transport, Pump);
    }
}

/// <summary>The base of the cmdlets for Kolena that send one request for each input: several requests at a time, the
/// results in the order of the input, and one error in its place for each failed input.</summary>
/// <typeparam name="T">The result of a request.</typeparam>
public abstract class KolenaThrottledCommand<T> : KolenaCommand
{
    private protected KolenaThrottledCommand()
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
