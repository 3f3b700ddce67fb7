using System.Management.Automation;
using GalileoEval.Binding;
using GalileoEval.Connections;
using GalileoEval.Errors;
using GalileoEval.Galileo;
using GalileoEval.Pipeline;

namespace GalileoEval.Commands;

/// <summary>Gets the scores of log records, a row for each record and metric.</summary>
/// <remarks>
/// <para>Reads the records of the experiment that a validation on log records made (POST
/// /v2/projects/{project_id}/traces/search), page after page, as long as they are wanted, and writes a flat row for each record and
/// metric, as it is now: a Status of pending or computing means that the score is still to come. To wait for all of them use
/// Wait-EvalTask, whose result also has the rows of the validated scorer, as Scores.</para>
/// <para>What the service measures itself (tokens, times, costs) is left out unless -Metric asks for it. While no record has been
/// copied there is nothing to write.</para>
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
/// <para>What went wrong</para>
/// <code>Import-Csv scores.csv | Select-Object ProjectId, MetricsExperimentId -Unique | Get-GalileoLogRecordScore |
///     Where-Object Error | Format-Table RecordId, RecordType, Error</code>
/// <para>Reads the rows again later and shows the errors.</para>
/// </example>
/// <seealso>Invoke-GalileoCodeScorerValidation</seealso>
/// <seealso>Wait-EvalTask</seealso>
[Cmdlet(VerbsCommon.Get, "GalileoLogRecordScore")]
[OutputType(typeof(LogRecordScore))]
public sealed class GetGalileoLogRecordScoreCommand : GalileoCommand
{
    /// <summary>The experiment that holds the scores, as starting the validation gave it, or an object with a property
    /// MetricsExperimentId. Accepts pipeline input by property name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [IdentityTransform(EvalService.Galileo, "MetricsExperimentId")]
    public string MetricsExperimentId { get; set; } = "";

    /// <summary>The project that holds the experiment, or an object with a property ProjectId. Default: the environment variable
    /// GALILEO_PROJECT_ID. Accepts pipeline input by property name.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [IdentityTransform(EvalService.Galileo, "ProjectId")]
    [AllowNull]
    [AllowEmptyString]
    public string? ProjectId { get; set; }

    /// <summary>The metrics, by name; wildcards are allowed. Default: all but what the service measures itself.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Metric { get; set; }

    /// <summary>Writes the rows of one experiment.</summary>
    protected override void ProcessRecord()
    {
        Func<string, bool>? wanted = Metric is { } patterns ? name => NamePattern.MatchesAny(name, patterns) : null;
        try
        {
            string project = ProjectId is { Length: > 0 } given ? given : new EvalEnvironment().GalileoProjectId ?? throw NoProject();
            Stream(Client.ReadScoresAsync(project, MetricsExperimentId, wanted, Cancellation), WriteObject);
        }
        catch (EvalException e)
        {
            WriteFailure(e, MetricsExperimentId);
        }
    }

    private static EvalException NoProject() =>
        new(EvalErrorCondition.InvalidArgument, "Galileo: the project that holds the scores is not known.")
        {
            Service = EvalService.Galileo,
            RecommendedAction = "Use -ProjectId, or set GALILEO_PROJECT_ID. Get-GalileoProject lists the projects.",
        };
}
