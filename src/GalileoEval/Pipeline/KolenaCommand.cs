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
