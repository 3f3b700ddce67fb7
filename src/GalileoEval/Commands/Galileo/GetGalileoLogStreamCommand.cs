using System.Management.Automation;
using GalileoEval.Completion;
using GalileoEval.Galileo;
using GalileoEval.Pipeline;

namespace GalileoEval.Commands;

/// <summary>Gets log streams of Galileo projects, by name or all.</summary>
/// <remarks>
/// <para>Lists the log streams of each project (POST /v2/projects/{project_id}/log_streams/search), page by page as the
/// pipeline consumes them. The service searches a plain name, case-insensitively; with a wildcard, all are read and
/// filtered locally. An unknown plain name is an error with the nearest names.</para>
/// <para>Invoke-GalileoCodeScorerValidation -LogStream accepts the objects and their LogStreamId.</para>
/// </remarks>
/// <example>
/// <para>One by name</para>
/// <code>$null = Start-EvalSandbox
/// Get-GalileoLogStream production -Project support-bot</code>
/// <para>Finds the ID of a name.</para>
/// </example>
/// <example>
/// <para>All of all projects</para>
/// <code>Get-GalileoProject | Get-GalileoLogStream | Sort-Object TraceCount -Descending</code>
/// <para>Lists the log streams of every project, the largest first.</para>
/// </example>
/// <seealso>Get-GalileoProject</seealso>
/// <seealso>Invoke-GalileoCodeScorerValidation</seealso>
[Cmdlet(VerbsCommon.Get, "GalileoLogStream")]
[OutputType(typeof(GalileoLogStream))]
public sealed class GetGalileoLogStreamCommand : GalileoProjectCommand
{
    /// <summary>The names; wildcards are allowed. Default: all.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(GalileoLogStreamCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

    private protected override void WriteOf(string projectId, string project) =>
        new NameSearch<GalileoLogStream>(
            this,
            "log stream",
            $" in the project {project}",
            name => Catalog.ListLogStreamsAsync(projectId, name, Cancellation)).Write(Name, project);
}
