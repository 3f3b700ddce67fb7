using System.Management.Automation;
using GalileoEval.Binding;
using GalileoEval.Completion;
using GalileoEval.Connections;
using GalileoEval.Pipeline;

namespace GalileoEval.Commands;

/// <summary>Gets the connections of the session.</summary>
/// <remarks>
/// <para>Connections are listed in the order in which they were made. IsCurrent tells which one of each service is used when a
/// cmdlet names none. No property holds a secret.</para>
/// <para>A connection by environment variables alone is not listed: it belongs to nobody's session.</para>
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
    /// <summary>The names to look for; wildcards are allowed. Default: all.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public string[]? Name { get; set; }

    /// <summary>The services to look for. Default: all.</summary>
    [Parameter]
    public EvalService[]? Service { get; set; }

    /// <summary>Gets only those that are used when none is named, one per service at most.</summary>
    [Parameter]
    public SwitchParameter Current { get; set; }

    /// <summary>Writes the connections.</summary>
    protected override void ProcessRecord() => WriteObject(
        EvalSession.All.Where(connection =>
            (Name is null || NamePattern.MatchesAny(connection.Name, Name))
            && (Service is null || Service.Contains(connection.Service))
            && (!Current || connection.IsCurrent)),
        enumerateCollection: true);
}
