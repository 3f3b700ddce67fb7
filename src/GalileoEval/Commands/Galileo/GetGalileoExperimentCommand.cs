using System.Management.Automation;
using GalileoEval.Completion;
using GalileoEval.Galileo;
using GalileoEval.Pipeline;

namespace GalileoEval.Commands;

/// <summary>Gets experiments of Galileo projects, by name or all.</summary>
/// <remarks>
/// <para>Lists the experiments of each project (POST /v2/projects/{project_id}/experiments/search), page after page, as long as they
/// are wanted. The service searches a plain name, case-insensitively; with a wildcard all are read and compared here. An
/// unknown plain name is an error with the nearest names.</para>
/// <para>The objects, or their ExperimentId, are what Invoke-GalileoCodeScorerValidation -ExperimentId takes. Wait-EvalTask waits until the
/// metrics of an experiment are final: State is Unknown until then when the log is written, because the service does not say it.</para>
/// </remarks>
/// <example>
/// <para>One by its name</para>
/// <code>$null = Start-EvalSandbox
/// Get-GalileoExperiment baseline -Project support-bot</code>
/// <para>Finds the ID that belongs to a name.</para>
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
