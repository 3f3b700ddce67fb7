using System.Management.Automation;
using GalileoEval.Binding;
using GalileoEval.Completion;
using GalileoEval.Galileo;
using GalileoEval.Pipeline;

namespace GalileoEval.Commands;

/// <summary>Gets the scores of log records, a row for each record and metric.</summary>
/// <remarks>
/// <para>Reads the records of a log stream, of an experiment, or of the metrics experiment that a validation on log
/// records created, page by page as the pipeline consumes them (POST /v2/projects/{project_id}/traces/search and
/// spans/search). It writes a flat row with the current score for each record and metric; a Status of pending or
/// computing means that there is no score yet. To wait for the scores of a validation use Wait-EvalTask, whose result
/// also has the rows of the validated scorer, as Scores.</para>
/// <para>The service's own measurements (tokens, times, costs) are omitted unless -Metric includes them. Until a record
/// has been copied there is no output.</para>
/// </remarks>
/// <example>
/// <para>The report of a validation</para>
/// <code>$null = Start-EvalSandbox
/// 'def scorer_fn(*, step_object, **kwargs): return 1.0' | Set-Content scorer.py
/// Invoke-GalileoCodeScorerValidation scorer.py -LogStreamId 0b9f4a7e-52c1-4d3f-8a6b-3c5d7e9f1a02 -Limit 5 -Wait |
///     Get-GalileoLogRecordScore | Export-Csv scores.csv -NoTypeInformation</code>
/// <para>Scores five records and keeps a row for each.</para>
/// </example>
/// <example>
/// <para>Failed scores</para>
/// <code>Import-Csv scores.csv | Select-Object ProjectId, MetricsExperimentId -Unique | Get-GalileoLogRecordScore |
///     Where-Object Error | Format-Table RecordId, RecordType, Error</code>
/// <para>Reads the rows again later and shows the errors.</para>
/// </example>
/// <example>
/// <para>The scores of an experiment</para>
/// <code>Get-GalileoLogRecordScore -Project prompt-lab -Experiment prompt-v2 -Metric correctness |
///     Group-Object Score -NoElement</code>
/// <para>Reads one metric of an experiment by name, and counts its values.</para>
/// </example>
/// <seealso>Invoke-GalileoCodeScorerValidation</seealso>
/// <seealso>Get-GalileoExperiment</seealso>
/// <seealso>Wait-EvalTask</seealso>
[Cmdlet(VerbsCommon.Get, "GalileoLogRecordScore", DefaultParameterSetName = MetricsExperimentSet)]
[OutputType(typeof(LogRecordScore))]
public sealed class GetGalileoLogRecordScoreCommand : GalileoCommand
{
    private const string MetricsExperimentSet = "MetricsExperiment";
    private const string LogStreamSet = "LogStream";
    private const string ExperimentSet = "Experiment";

    /// <summary>The experiment with the scores of a validation, as returned when the validation was started, or an
    /// object with a property MetricsExperimentId. Accepts pipeline input by property name.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = MetricsExperimentSet, ValueFromPipelineByPropertyName = true)]
    [IdentityTransform(EvalService.Galileo, "MetricsExperimentId")]
    public string MetricsExperimentId { get; set; } = "";

    /// <summary>The log stream: its ID, an object with a property LogStreamId, or its name.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LogStreamSet)]
    [Alias("LogStreamId", "AgentStream", "AgentStreamId")]
    [IdentityTransform(EvalService.Galileo, "LogStreamId")]
    [ArgumentCompleter(typeof(GalileoLogStreamCompleter))]
    public string? LogStream { get; set; }

    /// <summary>The experiment: its ID, an object with a property ExperimentId, or its name.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ExperimentSet)]
    [Alias("ExperimentId")]
    [IdentityTransform(EvalService.Galileo, "ExperimentId")]
    [ArgumentCompleter(typeof(GalileoExperimentCompleter))]
    public string? Experiment { get; set; }

    /// <summary>The project: its ID, an object with a property ProjectId, or its name. Default: the environment
    /// variable SPLUNK_AO_PROJECT_ID or GALILEO_PROJECT_ID, and for a name SPLUNK_AO_PROJECT or GALILEO_PROJECT too.
    /// Accepts pipeline input by property name.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("ProjectId")]
    [IdentityTransform(EvalService.Galileo, "ProjectId")]
    [ArgumentCompleter(typeof(GalileoProjectCompleter))]
    [AllowNull]
    [AllowEmptyString]
    public string? Project { get; set; }

    /// <summary>The metrics, by name; wildcards are allowed. Default: all except the service's own
    /// measurements.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Metric { get; set; }

    /// <summary>Writes the rows of one run.</summary>
    protected override void ProcessRecord()
    {
        Func<string, bool>? wanted = Metric is { } patterns ? name => NamePattern.MatchesAny(name, patterns) : null;
        string asked = LogStream ?? Experiment ?? MetricsExperimentId;
        Try(asked, () =>
        {
            RecordSource source = Run(cancellation => RecordSource.FindAsync(Catalog, Project, LogStream, Experiment, cancellation));
            LogRecordRun run = new()
            {
                MetricsExperimentId = ParameterSetName == MetricsExperimentSet ? MetricsExperimentId : null,
                LogStreamId = source.LogStreamId,
                ExperimentId = source.ExperimentId,
            };
            Stream(Client.ReadScoresAsync(source.RequiredProjectId, run, wanted, Cancellation), WriteObject);
        });
    }
}
