using System.Management.Automation;
using GalileoEval.Binding;
using GalileoEval.Completion;
using GalileoEval.Connections;
using GalileoEval.Pipeline;

namespace GalileoEval.Commands;

/// <summary>Gets the connections of the session.</summary>
/// <remarks>
/// <para>Connections are listed in the order in which they were created. IsCurrent marks the connection of each service
/// that cmdlets without -Connection use. An unknown name without wildcards is an error. No property contains a
/// secret.</para>
/// <para>A connection that comes only from environment variables is not listed, because it does not belong to the
/// session.</para>
/// </remarks>
/// <example>
/// <para>All connections</para>
/// <code>Get-EvalConnection</code>
/// <para>Lists every connection.</para>
/// </example>
/// <example>
/// <para>The connection in use</para>
/// <code>Get-EvalConnection -Service Scale -Current</code>
/// <para>Gets the connection that Get-ScaleTask uses.</para>
/// </example>
/// <seealso>Connect-EvalService</seealso>
/// <seealso>Disconnect-EvalService</seealso>
[Cmdlet(VerbsCommon.Get, "EvalConnection")]
[OutputType(typeof(EvalConnection))]
public sealed class GetEvalConnectionCommand : EvalCommand
{
    /// <summary>The names of the connections; wildcards are allowed. Default: all.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public string[]? Name { get; set; }

    /// <summary>The services of the connections. Default: all.</summary>
    [Parameter]
    public EvalService[]? Service { get; set; }

    /// <summary>Gets only the current connections, at most one per service.</summary>
    [Parameter]
    public SwitchParameter Current { get; set; }

    /// <summary>Writes the connections.</summary>
    protected override void ProcessRecord()
    {
        WriteObject(
            EvalSession.All.Where(connection =>
                NamePattern.Keeps(connection.Name, Name)
                && (Service is null || Service.Contains(connection.Service))
                && (!Current || connection.IsCurrent)),
            enumerateCollection: true);
        foreach (string name in Name ?? [])
        {
            if (NamePattern.Plain(name) is not null && EvalSession.Named(name, service: null).Count == 0)
                WriteFailure(EvalSession.UnknownName(name), name);
        }
    }
}
