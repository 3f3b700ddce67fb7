using System.Collections;
using System.Globalization;
using System.Management.Automation;
using GalileoEval.Binding;
using GalileoEval.Completion;
using GalileoEval.Errors;
using GalileoEval.Galileo;
using GalileoEval.Galileo.Scorers;
using GalileoEval.Pipeline;

namespace GalileoEval.Commands;

/// <summary>Measures how well the scores of a scorer agree with the ground truth of a dataset.</summary>
/// <remarks>
/// <para>The service compares the scores of a dataset run with the ground truth of the dataset's rows (POST
/// /v2/projects/{project_id}/metrics-testing/{run_id}/health-score): an F1 for labels, an error for numbers. Value is
/// null if no row has both. The run is the result of Invoke-GalileoCodeScorerValidation -DatasetId; wait until it
/// ends.</para>
/// <para>Nothing is stored unless -Save is set. Get-GalileoScorerHealth reads the stored health scores. With
/// -GroundTruth, the service compares with other values than those of the dataset, to show the effect of a correction.
/// The dataset is not changed.</para>
/// </remarks>
/// <example>
/// <para>Measure a scorer</para>
/// <code>$sandbox = Start-EvalSandbox
/// 'def scorer_fn(*, step_object, **kwargs): return "refund"', 'def score_type(): return str' | Set-Content scorer.py
/// $scorer = Publish-GalileoCodeScorer scorer.py -Name topic -ScoreableNodeType trace
/// $run = Invoke-GalileoCodeScorerValidation scorer.py -DatasetId $sandbox.DatasetId -ScoreableNodeType trace -Wait
/// $run | Measure-GalileoScorerHealth -Scorer topic -OutputType categorical</code>
/// <para>Scores the rows of a dataset, and compares the scores with the expected outputs.</para>
/// </example>
/// <example>
/// <para>Keep a history</para>
/// <code>$run | Measure-GalileoScorerHealth -Scorer topic -OutputType categorical -Save
/// Get-GalileoScorerHealth topic -DatasetId $run.DatasetId</code>
/// <para>Stores the health score for the newest version of the scorer, and lists all that are stored.</para>
/// </example>
/// <example>
/// <para>Try a correction of the ground truth</para>
/// <code>$row = Get-GalileoDatasetRow $run.DatasetId | Select-Object -First 1
/// $run | Measure-GalileoScorerHealth -Scorer topic -OutputType categorical -GroundTruth @{ $row.RowId = 'refund' }</code>
/// <para>Compares the first row with another value, without a change of the dataset.</para>
/// </example>
/// <seealso>Get-GalileoScorerHealth</seealso>
/// <seealso>Invoke-GalileoCodeScorerValidation</seealso>
/// <seealso>Measure-EvalAgreement</seealso>
[Cmdlet(VerbsDiagnostic.Measure, "GalileoScorerHealth", SupportsShouldProcess = true)]
[OutputType(typeof(GalileoScorerHealth))]
public sealed class MeasureGalileoScorerHealthCommand : GalileoScorerCommand
{
    /// <summary>The run whose scores are compared, or an object with a property MetricsExperimentId. Accepts pipeline
    /// input by property name.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [IdentityTransform(EvalService.Galileo, "MetricsExperimentId")]
    public string MetricsExperimentId { get; set; } = "";

    /// <summary>The project of the run: its ID, an object with a property ProjectId, or its name. Default: the
    /// environment variable SPLUNK_AO_PROJECT_ID or GALILEO_PROJECT_ID, else SPLUNK_AO_PROJECT or GALILEO_PROJECT.
    /// Accepts pipeline input by property name.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("ProjectId")]
    [IdentityTransform(EvalService.Galileo, "ProjectId")]
    [ArgumentCompleter(typeof(GalileoProjectCompleter))]
    [AllowNull]
    [AllowEmptyString]
    public string? Project { get; set; }

    /// <summary>The type of the scores, such as boolean, categorical, count or percentage, which decides the kind of
    /// health score. Default: the output type of the scorer; for a code scorer without one the type that fits its
    /// scores (bool: boolean, int: count, str: categorical, float: percentage).</summary>
    [Parameter]
    [ArgumentCompleter(typeof(OutputTypeCompleter))]
    [ValidateNotNullOrEmpty]
    public string? OutputType { get; set; }

    /// <summary>Ground truths that replace those of the dataset for this measurement, by the RowId of
    /// Get-GalileoDatasetRow; $null for a row without one. Not with -Save. Default: those of the dataset.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary? GroundTruth { get; set; }

    /// <summary>Stores the health score for the newest version of the scorer and the dataset; requires
    /// -DatasetId.</summary>
    [Parameter]
    public SwitchParameter Save { get; set; }

    /// <summary>The dataset of the run, for -Save: its ID, or an object with a property DatasetId. Accepts pipeline
    /// input by property name.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [IdentityTransform(EvalService.Galileo, "DatasetId")]
    [AllowNull]
    [AllowEmptyString]
    public string? DatasetId { get; set; }

    private protected override void Process(string scorer)
    {
        string project = GalileoDefault.ProjectOf(Project);
        Dictionary<string, string?> groundTruth = GroundTruths();
        if (Save && groundTruth.Count > 0)
            throw Invalid("A health score against another ground truth than the dataset's cannot be saved.", "Use -GroundTruth without -Save.");
        GalileoScorer found = Find(scorer);
        if (Save && string.IsNullOrEmpty(DatasetId))
            throw Invalid("-Save requires -DatasetId.", "Specify the dataset of the run.");
        if (Save && found.Version is null)
            throw Invalid($"The scorer '{found.Name}' has no version for which a health score could be saved.", "Publish a version first.");

        GalileoScorerHealth health = Run(async cancellation => await Health.ComputeAsync(
            await Catalog.ProjectIdAsync(project, cancellation).ConfigureAwait(false),
            MetricsExperimentId,
            found.ScorerId,
            OutputType ?? found.OutputType ?? OutputTypeOf(found.ScoreType),
            found.ScoreableNodeTypes,
            groundTruth,
            cancellation).ConfigureAwait(false));
        WriteObject(health);
        // Without a value there is nothing to ask about: the client says why.
        if (Save && (health.Value is null || ShouldProcess(Shown(found), $"Save the health score {health.Value} of version {found.Version}")))
        {
            SendOnce(
                "Check with Get-GalileoScorerHealth whether the health score was saved, before you save it again.",
                () => Run(cancellation => Health.SaveAsync(health, found.Version!.Value, DatasetId!, cancellation)));
        }
    }

    private Dictionary<string, string?> GroundTruths()
    {
        Dictionary<string, string?> values = new(StringComparer.Ordinal);
        foreach (DictionaryEntry entry in GroundTruth ?? new Hashtable())
        {
            object? value = InputValue.Unwrap(entry.Value);
            if (InputProperty.Composite(value) is { } composite)
                throw Invalid($"{composite} is not a valid ground truth: it must be a single text or number.", "Specify text, a number, a Boolean or $null.");
            string row = Convert.ToString(entry.Key, CultureInfo.InvariantCulture)!;
            values[row] = value switch
            {
                null => null,
                bool flag => flag ? "true" : "false",
                _ => Convert.ToString(value, CultureInfo.InvariantCulture),
            };
        }

        return values;
    }

    private static string OutputTypeOf(string? scoreType) => scoreType switch
    {
        "bool" => "boolean",
        "int" => "count",
        "str" => "categorical",
        _ => "percentage",
    };

    private static EvalException Invalid(string message, string action) => InputError.Of(EvalService.Galileo, message, action);
}
