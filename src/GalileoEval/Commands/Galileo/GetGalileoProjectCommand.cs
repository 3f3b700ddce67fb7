using System.Management.Automation;
using GalileoEval.Binding;
using GalileoEval.Completion;
using GalileoEval.Galileo;
using GalileoEval.Pipeline;

namespace GalileoEval.Commands;

/// <summary>Gets projects of Galileo, by name or all.</summary>
/// <remarks>
/// <para>Lists the projects (POST /v2/projects/paginated), page by page as the pipeline consumes them: Select-Object
/// -First 5 sends one request. The service searches a plain name, case-insensitively; with a wildcard, all projects are
/// read and filtered locally. An unknown plain name is an error with the nearest names.</para>
/// <para>The objects can be piped to Get-GalileoLogStream and Get-GalileoExperiment.</para>
/// </remarks>
/// <example>
/// <para>All projects</para>
/// <code>$null = Start-EvalSandbox
/// Get-GalileoProject</code>
/// <para>Lists the projects that the connection has access to.</para>
/// </example>
/// <example>
/// <para>The log streams of some</para>
/// <code>Get-GalileoProject support* | Get-GalileoLogStream</code>
/// <para>Lists the log streams of the projects whose names begin with support.</para>
/// </example>
/// <seealso>Get-GalileoLogStream</seealso>
/// <seealso>Get-GalileoExperiment</seealso>
[Cmdlet(VerbsCommon.Get, "GalileoProject")]
[OutputType(typeof(GalileoProject))]
public sealed class GetGalileoProjectCommand : GalileoCommand
{
    /// <summary>The names, or objects with a property Name; wildcards are allowed. Default: all. Accepts pipeline
    /// input.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [IdentityTransform(EvalService.Galileo, "Name")]
    [ArgumentCompleter(typeof(GalileoProjectCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

    /// <summary>Writes the projects of one input.</summary>
    protected override void ProcessRecord() =>
        new NameSearch<GalileoProject>(this, "project", "", name => Catalog.ListProjectsAsync(name, Cancellation)).Write(Name, null);
}
