using System.Management.Automation;
using GalileoEval.Binding;
using GalileoEval.Completion;
using GalileoEval.Connections;
using GalileoEval.Pipeline;

namespace GalileoEval.Commands;

/// <summary>Ends connections of the session.</summary>
/// <remarks>
/// <para>Pending requests over a connection end with an error; the work on the service continues. If the current
/// connection of a service is ended by name, the previous one becomes current again. Nothing is sent.</para>
/// </remarks>
/// <example>
/// <para>Disconnect from a service</para>
/// <code>Disconnect-EvalService Galileo</code>
/// <para>Ends every connection to Galileo.</para>
/// </example>
/// <example>
/// <para>End one of several</para>
/// <code>Disconnect-EvalService -Name test</code>
/// <para>Ends the connections named test.</para>
/// </example>
/// <example>
/// <para>End all</para>
/// <code>Get-EvalConnection | Disconnect-EvalService</code>
/// <para>Ends every connection of the session.</para>
/// </example>
/// <seealso>Connect-EvalService</seealso>
/// <seealso>Get-EvalConnection</seealso>
[Cmdlet(VerbsCommunications.Disconnect, "EvalService", DefaultParameterSetName = "Service")]
[OutputType(typeof(void))]
public sealed class DisconnectEvalServiceCommand : EvalCommand
{
    /// <summary>The services: all connections to them are ended.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Service")]
    public EvalService[] Service { get; set; } = [];

    /// <summary>The names of the connections to end, of any service; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Name")]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>The connections to end: objects or names. Accepts pipeline input.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Connection", ValueFromPipeline = true)]
    [ConnectionTransform]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public EvalConnection[] Connection { get; set; } = [];

    /// <summary>Ends the connections of one input.</summary>
    protected override void ProcessRecord()
    {
        foreach (EvalConnection connection in EvalSession.All.Where(connection => Service.Contains(connection.Service)))
            EvalSession.Remove(connection);
        foreach (string name in Name)
            Disconnect(name);
        foreach (EvalConnection connection in Connection)
            EvalSession.Remove(connection);
    }

    private void Disconnect(string name)
    {
        EvalConnection[] found =
            [.. EvalSession.All.Where(connection => NamePattern.MatchesAny(connection.Name, [name]))];
        foreach (EvalConnection connection in found)
            EvalSession.Remove(connection);

        if (found.Length == 0 && NamePattern.Plain(name) is not null)
            WriteFailure(EvalSession.UnknownName(name), name);
    }
}
