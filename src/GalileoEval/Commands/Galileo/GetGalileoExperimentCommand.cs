using System.Management.Automation;
using GalileoEval.Completion;
using GalileoEval.Galileo;
using GalileoEval.Pipeline;

namespace GalileoEval.Commands;

/// <summary>Gets experiments of Galileo projects, by name or all.</summary>
/// <remarks>
/// <para>Lists the experiments of each project (POST /v2/projects/{project_id}/experiments/search), page by page as the
/// pipeline consumes them. The service searches a plain name, case-insensitively; with a wildcard, all are read and
/// filtered locally. An unknown plain name is an error with the nearest names.</para>
/// <para>Invoke-GalileoCodeScorerValidation -Experiment accepts the objects and their ExperimentId. Wait-EvalTask waits
/// until the metrics of an experiment are final. Until then State is Unknown once the log is complete, because the
/// service does not report it.</para>
/// </remarks>
/// <example>
/// <para>One by name</para>
/// <code>$null = Start-EvalSandbox
/// Get-GalileoExperiment baseline -Project support-bot</code>
/// <para>Finds the ID of a name.</para>
/// </example>
/// <example>
/// <para>All of all projects</para>
/// <code>Get-GalileoProject | Get-GalileoExperiment | Sort-Object TraceCount -Descending</code>
/// <para>Lists the experiments of every project, the largest first.</para>
/// </example>
/// <seealso>Get-GalileoProject</seealso>
/// <seealso>Get-GalileoExperimentMetric</seealso>
/// <seealso>Wait-EvalTask</seealso>
/// <seealso>Invoke-GalileoCodeScorerValidation</seealso>
[Cmdlet(VerbsCommon.Get, "GalileoExperiment")]
[OutputType(typeof(GalileoExperiment))]
public sealed class GetGalileoExperimentCommand : GalileoProjectCommand
{
    /// <summary>The names; wildcards are allowed. Default: all.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(GalileoExperimentCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

    private protected override void WriteOf(string projectId, string project) =>
        new NameSearch<GalileoExperiment>(
            this,
            "experiment",
            $" in the project {project}",
            name => Catalog.ListExperimentsAsync(projectId, name, Cancellation)).Write(Name, project);
}
