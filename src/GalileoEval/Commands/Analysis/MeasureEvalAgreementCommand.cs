using System.Management.Automation;
using GalileoEval.Analysis;
using GalileoEval.Binding;
using GalileoEval.Binding.Scores;
using GalileoEval.Errors;
using GalileoEval.Loading;
using GalileoEval.Pipeline;

namespace GalileoEval.Commands;

/// <summary>Measures how well several raters agree.</summary>
/// <remarks>
/// <para>Every input is a rating: the value (-Property) that a rater (-Rater) assigned to a unit (-Unit). Annotations
/// of Select-ScaleAnnotation need no parameter: the unit is TaskId, ThreadIndex, TurnIndex, MessageIndex, ChunkIndex,
/// SourceId and Level (and RubricIndex and CriterionIndex of rubrics), the rater is ContributorId, which needs
/// Get-ScaleTask -Option submissions. The same unit and rater twice is an error.</para>
/// <para>Alpha is Krippendorff's alpha (2011): any number of raters, gaps allowed. Its -Level defines the distance of
/// two values: Nominal (same or different), Ordinal (ranks), Interval (differences) or Ratio (relative differences, for
/// numbers of zero or more). Auto is Nominal for text and Booleans, Interval for numbers. CohenKappa is for two raters
/// (Cohen 1960); -Weight weights a disagreement by the distance of the categories' ranks (Cohen 1968). FleissKappa
/// requires the same number of ratings for every unit (Fleiss 1971). PercentAgreement is the mean over the pairs of
/// raters of the share of units that both rated with the same value, 0 to 1.</para>
/// <para>Ranks, for Ordinal and -Weight: numbers by size, false before true, text in ordinal order (by character code,
/// so that high comes before low). If text has another order, use numbers. -Weight ranks the categories that the two
/// raters used.</para>
/// <para>The interval of CohenKappa is the value plus and minus the normal quantile times the standard error of Fleiss,
/// Cohen and Everitt (1969) for a kappa other than zero; it is not clipped at 1. All other intervals are percentile
/// bootstraps over the units that have at least two ratings, with 1,000 resamples; resamples with an undefined
/// statistic are dropped, and there is no interval if they are more than 5 %.</para>
/// <para>An undefined statistic is null, and Reason says why: one rater, no variation, more than two raters for
/// CohenKappa, gaps for FleissKappa. Failed ratings and those without a value count as missing.</para>
/// </remarks>
/// <example>
/// <para>Agreement of the contributors of a batch</para>
/// <code>$null = Start-EvalSandbox -TaskDuration 0
/// Get-ScaleTask -BatchName sandbox-agreement -Option submissions | Select-ScaleAnnotation |
///     Measure-EvalAgreement -Unit TaskId, TurnIndex, MessageIndex, Level</code>
/// <para>Measures Krippendorff's alpha of every question. In this batch every contributor has a separate thread, so the
/// unit does not include ThreadIndex.</para>
/// </example>
/// <example>
/// <para>Two raters from a table</para>
/// <code>$rows = @'
/// item,rater,grade
/// 1,ann,good
/// 1,bob,good
/// 2,ann,bad
/// 2,bob,good
/// 3,ann,bad
/// 3,bob,bad
/// '@ | ConvertFrom-Csv
/// $rows | Measure-EvalAgreement grade -Unit item -Rater rater -Statistic CohenKappa</code>
/// <para>Measures Cohen's kappa, which is 0.4.</para>
/// </example>
/// <example>
/// <para>Every pair of raters</para>
/// <code>$ratings = foreach ($item in 1..6) { foreach ($rater in 'ann', 'bob', 'eve') {
///     [pscustomobject]@{ Item = $item; Rater = $rater; Score = ($item + $rater.Length * ($rater -eq 'eve')) % 5 } } }
/// $ratings | Measure-EvalAgreement Score -Unit Item -Rater Rater -Statistic CohenKappa -Weight Quadratic -Pairwise</code>
/// <para>Shows who differs from the others.</para>
/// </example>
/// <seealso>Measure-EvalScore</seealso>
/// <seealso>Select-ScaleAnnotation</seealso>
/// <seealso>New-EvalGateRule</seealso>
[Cmdlet(VerbsDiagnostic.Measure, "EvalAgreement")]
[OutputType(typeof(EvalAgreement))]
public sealed class MeasureEvalAgreementCommand : ScoreInputCommand
{
    private ScoreReader? _reader;

    /// <summary>The value columns. Each is a metric, unless -MetricProperty specifies a column that contains the
    /// metric. Default: Value of annotations, whose metric is Key.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string[]? Property { get; set; }

    /// <summary>The ratings. Accepts pipeline input.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyCollection]
    public object? InputObject { get; set; }

    /// <summary>The columns that identify the rated unit. Default: the position of an annotation in its task.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? Unit { get; set; }

    /// <summary>The column that identifies the rater. Default: ContributorId of annotations.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Rater { get; set; }

    /// <summary>The columns that split the ratings into groups. Default: none.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? GroupBy { get; set; }

    /// <summary>The level of measurement of Alpha: Nominal, Ordinal, Interval or Ratio. Default: Auto, which is Nominal
    /// for text and Booleans, Interval for numbers.</summary>
    [Parameter]
    public EvalMeasurementLevel Level { get; set; }

    /// <summary>The statistic: Alpha, CohenKappa, FleissKappa or PercentAgreement. Default: Alpha.</summary>
    [Parameter]
    public EvalAgreementStatistic Statistic { get; set; }

    /// <summary>The weights of CohenKappa: None, Linear or Quadratic. Default: None.</summary>
    [Parameter]
    public EvalAgreementWeight Weight { get; set; }

    /// <summary>Measures each pair of raters separately.</summary>
    [Parameter]
    public SwitchParameter Pairwise { get; set; }

    /// <summary>The confidence level of the intervals, above 0 and below 1. Default: 0.95.</summary>
    [Parameter]
    [ValidateRange(double.Epsilon, 1 - 1e-9)]
    public double ConfidenceLevel { get; set; } = 0.95;

    /// <summary>The seed of the bootstrap. The same ratings and seed have the same interval, in any order. Default:
    /// 0.</summary>
    [Parameter]
    public int Seed { get; set; }

    /// <summary>Checks the parameters.</summary>
    protected override void BeginProcessing() => Compute(() =>
    {
        if (Level != EvalMeasurementLevel.Auto && Statistic != EvalAgreementStatistic.Alpha)
            throw Unused(nameof(Level), EvalAgreementStatistic.Alpha);
        if (Weight != EvalAgreementWeight.None && Statistic != EvalAgreementStatistic.CohenKappa)
            throw Unused(nameof(Weight), EvalAgreementStatistic.CohenKappa);
        _reader = new ScoreReader(new ScoreReaderOptions
        {
            Property = Property,
            MetricProperty = MetricProperty,
            Metric = Metric,
            GroupBy = GroupBy,
            Key = Unit,
            Rater = Rater,
            KeyUse = ScoreKeyUse.Unit,
        });
    });

    /// <summary>Reads ratings.</summary>
    protected override void ProcessRecord() => Compute(() => _reader!.Read(InputObject), InputObject);

    /// <summary>Measures them.</summary>
    protected override void EndProcessing() => Compute(() =>
    {
        _reader!.Complete();
        EvalAgreementOptions options = new()
        {
            Statistic = Statistic,
            Level = Level,
            Weight = Weight,
            Pairwise = Pairwise,
            ConfidenceLevel = ConfidenceLevel,
            Seed = Seed,
        };
        foreach (EvalAgreement agreement in PrivateAssemblies.Agreement.Measure(_reader.Table, options, Cancellation))
            WriteObject(agreement);
    });

    private EvalException Unused(string parameter, EvalAgreementStatistic statistic) =>
        InputError.Of(
            $"-{parameter} applies to {statistic}, and -Statistic is {Statistic}.", $"Omit -{parameter}, or use -Statistic {statistic}.");
}
