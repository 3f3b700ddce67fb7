using System.Management.Automation;
using GalileoEval.Binding;
using GalileoEval.Completion;
using GalileoEval.Connections;
using GalileoEval.Errors;
using GalileoEval.Galileo;
using GalileoEval.Kolena;
using GalileoEval.Pipeline;
using GalileoEval.Scale;
using GalileoEval.Transport;

namespace GalileoEval.Commands;

/// <summary>Tests whether a service can be reached and accepts the key.</summary>
/// <remarks>
/// <para>Sends one small read over each connection: the current user of Galileo, the first agent of Kolena, the
/// projects of Scale. Writes true or false, one for each connection, in the order of the input. A failed test is not an
/// error; -Verbose shows its reason.</para>
/// </remarks>
/// <example>
/// <para>Before a long run</para>
/// <code>$null = Start-EvalSandbox
/// if (-not (Test-EvalConnection Galileo)) { throw 'Galileo cannot be used.' }</code>
/// <para>Ends a script early.</para>
/// </example>
/// <example>
/// <para>Why it does not work</para>
/// <code>Test-EvalConnection -Service Scale -Verbose</code>
/// <para>Shows the reason in addition to the result.</para>
/// </example>
/// <example>
/// <para>Every connection</para>
/// <code>Get-EvalConnection | Select-Object Service, Name, @{ n = 'Works'; e = { $_ | Test-EvalConnection } }</code>
/// <para>Tests each connection of the session.</para>
/// </example>
/// <seealso>Connect-EvalService</seealso>
/// <seealso>Get-EvalConnection</seealso>
[Cmdlet(VerbsDiagnostic.Test, "EvalConnection", DefaultParameterSetName = "Service")]
[OutputType(typeof(bool))]
public sealed class TestEvalConnectionCommand : EvalCommand
{
    /// <summary>The services whose current connection is tested; without one, the environment variables are
    /// used.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Service")]
    public EvalService[] Service { get; set; } = [];

    /// <summary>The connections to test: objects or names. Accepts pipeline input.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Connection", ValueFromPipeline = true)]
    [ConnectionTransform]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public EvalConnection[] Connection { get; set; } = [];

    /// <summary>Tests the connections of one input.</summary>
    protected override void ProcessRecord()
    {
        foreach (EvalService service in Service)
            WriteObject(Test(service, () => EvalSession.DefaultOf(service)));
        foreach (EvalConnection connection in Connection)
            WriteObject(Test(connection.Service, () => connection));
    }

    private bool Test(EvalService service, Func<EvalConnection> connection)
    {
        try
        {
            IEvalTransport transport = connection().Transport;
            return Run(async cancellation =>
            {
                await (service switch
                {
                    EvalService.Galileo => new GalileoClient(transport, Pump).TestAsync(cancellation),
                    EvalService.Kolena => new KolenaClient(transport, Pump).TestAsync(cancellation),
                    _ => new ScaleClient(transport, Pump).TestAsync(cancellation),
                }).ConfigureAwait(false);
                return true;
            });
        }
        catch (EvalException e)
        {
            WriteVerbose($"{e.Message} {NextStep.ActionOf(e)}");
            return false;
        }
    }
}
