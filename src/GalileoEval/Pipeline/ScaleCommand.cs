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
