using System.Management.Automation;
using GalileoEval.Analysis;
using GalileoEval.Binding.Scores;
using GalileoEval.Loading;
using GalileoEval.Pipeline;

namespace GalileoEval.Commands;

/// <summary>Measures scores: mean, quantiles, pass rate and distribution of each metric, with confidence
/// intervals.</summary>
/// <remarks>
/// <para>Accepts any objects with properties. The defaults cover log-record scores and validations (Metric, Score; a
/// validation is unrolled), code-scorer validations (their TestScores; the metric is the name of the file), validations
/// of Kolena (Score), prompt results and runs of agents (Confidence), annotation rows (Key, Value) and tasks of Scale.
/// They also apply to objects from CSV, JSON, CLIXML or a job. For any other object, specify the values with
/// -Property.</para>
/// <para>Failed counts items whose Status is failed or error; Missing counts everything else without a value: pending,
/// not applicable, cannot assess, null, NaN. Both are excluded from all statistics. An undefined statistic is null, and
/// Reason says why. The score of a parent that repeats those of its children (roll_up) is a value like any other:
/// -GroupBy RecordType separates them.</para>
/// <para>Numeric: the mean with Student's t interval. Binary: Mean is the share of true, with the score interval of
/// Wilson (1927). With -ClusterBy: the cluster-robust t interval CR1 (Liang and Zeger 1986), number of clusters minus 1
/// degrees of freedom, shares clipped to 0..1. Quantiles are type 7 of Hyndman and Fan (1996). PassRate has an interval
/// of Wilson. Categorical: the labels with their counts; a list counts once for each of its labels. Below two values,
/// or clusters, there is no interval.</para>
/// <para>Memory use is about ten bytes per score, so a million scores are fine. The result does not depend on the order
/// of the input.</para>
/// </remarks>
/// <example>
/// <para>Rows of any kind</para>
/// <code>$rows = 0.8, 0.9, 0.7, 0.6, 0.95, 0.4, 0.85, 0.9 | ForEach-Object { [pscustomobject]@{ Model = 'a'; Correctness = $_ } }
/// $rows | Measure-EvalScore Correctness -PassThreshold 0.7</code>
/// <para>Measures one column, and the share of rows that reach the threshold.</para>
/// </example>
/// <example>
/// <para>By group</para>
/// <code>$rows | Measure-EvalScore Correctness -GroupBy Model | Export-Csv summary.csv -NoTypeInformation</code>
/// <para>Writes a row for each metric and model.</para>
/// </example>
/// <example>
/// <para>Measure annotations</para>
/// <code>$null = Start-EvalSandbox -TaskDuration 0
/// Get-ScaleTask -BatchName sandbox-ratings -Status completed | Measure-EvalScore -Metric overall_quality, truthful -ClusterBy TaskId</code>
/// <para>Ratings of the same task are not independent; the interval accounts for that.</para>
/// </example>
/// <seealso>Compare-EvalScore</seealso>
/// <seealso>Get-GalileoLogRecordScore</seealso>
/// <seealso>Select-ScaleAnnotation</seealso>
[Cmdlet(VerbsDiagnostic.Measure, "EvalScore")]
[OutputType(typeof(EvalScoreSummary))]
public sealed class MeasureEvalScoreCommand : ScoreCommand
{
    private ScoreReader _reader = null!;

    /// <summary>The properties that contain the values; each is a metric, unless -MetricProperty is specified. Default:
    /// depends on the type.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string[]? Property { get; set; }

    /// <summary>The objects that contain the scores. Accepts pipeline input.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyCollection]
    [AllowEmptyString]
    public object? InputObject { get; set; }

    /// <summary>The threshold for a pass: values of at least this, or of at most this for metrics of -LowerIsBetter.
    /// Binary values pass if they are true (false for -LowerIsBetter), regardless of the threshold. Default: numbers
    /// neither pass nor fail.</summary>
    [Parameter]
    public double? PassThreshold { get; set; }

    /// <summary>The confidence level of all intervals, between 0 and 1. Default: 0.95.</summary>
    [Parameter]
    public double ConfidenceLevel { get; set; } = 0.95;

    /// <summary>Checks the arguments.</summary>
    protected override void BeginProcessing()
    {
        RequireNumber(nameof(PassThreshold), PassThreshold);
        RequireLevel(nameof(ConfidenceLevel), ConfidenceLevel);
        _reader = CreateReader(Property);
    }

    /// <summary>Reads the scores of one input.</summary>
    protected override void ProcessRecord() => Try(InputObject, () => _reader.Read(InputObject));

    /// <summary>Writes the summaries.</summary>
    protected override void EndProcessing() => Compute(() =>
    {
        _reader.Complete();
        EvalMeasureOptions options = new()
        {
            Kind = Kind,
            PassThreshold = PassThreshold,
            IsLowerBetter = IsLowerBetter,
            ConfidenceLevel = ConfidenceLevel,
        };
        foreach (EvalScoreSummary summary in PrivateAssemblies.Scores.Measure(_reader.Table, options, Cancellation))
            WriteObject(summary);
    });
}
