using System.Management.Automation;
using GalileoEval.Binding;
using GalileoEval.Completion;
using GalileoEval.Galileo;
using GalileoEval.Galileo.Experiments;
using GalileoEval.Pipeline;

namespace GalileoEval.Commands;

/// <summary>Gets the metrics of Galileo experiments, a row for each statistic and bucket.</summary>
/// <remarks>
/// <para>Reads the statistics that the service keeps for each experiment (GET
/// /v2/projects/{project_id}/experiments/{experiment_id}) and its metrics in buckets (POST .../metrics), and writes one
/// flat row for each value: Statistic names it. In a row with a Bucket, Count is the number of values in the bucket,
/// and Value is their share. Metrics that the service identifies by scorer ID have the scorer's name.</para>
/// <para>An experiment without metrics has no rows: it has not been scored yet, or no scorer is enabled. The values are
/// current, and change until all records are scored. Use Wait-EvalTask to wait for the final values.</para>
/// <para>Test-EvalGate accepts the rows: the rule's Statistic selects the row, and the group is the name of the
/// experiment. To compare two experiments record by record, use Get-GalileoLogRecordScore -Experiment and
/// Compare-EvalScore.</para>
/// </remarks>
/// <example>
/// <para>The means of an experiment</para>
/// <code>$null = Start-EvalSandbox
/// Get-GalileoExperimentMetric prompt-v2 -Project prompt-lab -Statistic Mean</code>
/// <para>Shows a row for each metric that is a number.</para>
/// </example>
/// <example>
/// <para>A gate</para>
/// <code>Get-GalileoExperimentMetric prompt-v1 -Project prompt-lab |
///     Test-EvalGate @{ Metric = 'correctness'; Statistic = 'Mean'; Minimum = 0.8 }</code>
/// <para>Returns whether the mean is 0.8 or more.</para>
/// </example>
/// <example>
/// <para>All experiments as a table</para>
/// <code>Get-GalileoExperiment -Project prompt-lab | Get-GalileoExperimentMetric -Metric correctness, tone |
///     Export-Csv metrics.csv -NoTypeInformation</code>
/// <para>Writes statistics and buckets of two metrics of all experiments to a file.</para>
/// </example>
/// <seealso>Get-GalileoExperiment</seealso>
/// <seealso>Get-GalileoLogRecordScore</seealso>
/// <seealso>Wait-EvalTask</seealso>
/// <seealso>Test-EvalGate</seealso>
[Cmdlet(VerbsCommon.Get, "GalileoExperimentMetric")]
[OutputType(typeof(GalileoExperimentMetric))]
public sealed class GetGalileoExperimentMetricCommand : GalileoThrottledCommand<IReadOnlyList<GalileoExperimentMetric>>
{
    private readonly Dictionary<string, string> _projectIds = new(StringComparer.Ordinal);
    private ExperimentMetrics _metrics = null!;

    /// <summary>The experiments: names, IDs, or objects with a property ExperimentId, such as those of
    /// Get-GalileoExperiment. Wildcards are allowed. A value in the form of a UUID is an ID. Default: all of the
    /// project. Accepts pipeline input.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ExperimentId")]
    [SupportsWildcards]
    [IdentityTransform(EvalService.Galileo, "ExperimentId")]
    [ArgumentCompleter(typeof(GalileoExperimentCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Experiment { get; set; }

    /// <summary>The project of the experiments: its ID, an object with a property ProjectId, or its name. Default: the
    /// environment variable SPLUNK_AO_PROJECT_ID or GALILEO_PROJECT_ID, else SPLUNK_AO_PROJECT or GALILEO_PROJECT.
    /// Accepts pipeline input by property name.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("ProjectId")]
    [IdentityTransform(EvalService.Galileo, "ProjectId")]
    [ArgumentCompleter(typeof(GalileoProjectCompleter))]
    [AllowNull]
    [AllowEmptyString]
    public string? Project { get; set; }

    /// <summary>The metrics, by name; wildcards are allowed. Default: all.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Metric { get; set; }

    /// <summary>The statistics, such as Mean, P90 or Bucket; wildcards are allowed. Default: all.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ExperimentStatisticCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Statistic { get; set; }

    /// <summary>Opens the connection; without one the cmdlet ends.</summary>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _metrics = new ExperimentMetrics(Transport, Pump);
    }

    /// <summary>Reads the metrics of the experiments of one input.</summary>
    protected override void ProcessRecord()
    {
        Try(Experiment is [string only] ? only : (object?)Experiment ?? Project, () =>
        {
            string projectId = ProjectId();
            if (Experiment is null)
                Search(projectId, null);
            foreach (string experiment in Experiment ?? [])
            {
                if (Guid.TryParse(experiment, out _))
                    Requests.Add(experiment, cancellation => _metrics.ReadAsync(projectId, experiment, cancellation));
                else
                    Search(projectId, experiment);
            }
        });
    }

    // What was found before a name is written before the error of the name.
    private void Search(string projectId, string? name)
    {
        Requests.Finish();
        string project = Project is { Length: > 0 } given ? given : projectId;
        new NameSearch<GalileoExperiment>(
            this,
            "experiment",
            $" in the project {project}",
            exact => Catalog.ListExperimentsAsync(projectId, exact, Cancellation),
            experiment => Requests.Add(experiment.ExperimentId, cancellation => _metrics.ReadAsync(experiment, cancellation)))
            .Write(name is null ? null : [name], project);
    }

    private string ProjectId()
    {
        string project = GalileoDefault.ProjectOf(Project);
        if (!_projectIds.TryGetValue(project, out string? id))
            _projectIds.Add(project, id = Run(cancellation => Catalog.ProjectIdAsync(project, cancellation)));
        return id;
    }

    private protected override void Write(IReadOnlyList<GalileoExperimentMetric> rows)
    {
        foreach (GalileoExperimentMetric row in rows)
        {
            if (NamePattern.Keeps(row.Metric, Metric) && NamePattern.Keeps(row.Statistic, Statistic))
                WriteObject(row);
        }
    }
}
