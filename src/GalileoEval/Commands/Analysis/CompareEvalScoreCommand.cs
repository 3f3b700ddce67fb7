using System.Management.Automation;
using GalileoEval.Analysis;
using GalileoEval.Binding.Scores;
using GalileoEval.Loading;
using GalileoEval.Pipeline;

namespace GalileoEval.Commands;

/// <summary>Compares the scores of two runs item by item, and says whether the second is better or worse.</summary>
/// <remarks>
/// <para>Items are paired by -Key, else by type. Log-record scores of Galileo: the external ID, else the input of the
/// dataset row, else the input of the record, with record type and name, because copied records have new IDs in every
/// run; equal keys are averaged. Annotations of Scale: the position in the task, for the same tasks on both sides.
/// Prompt results of Kolena: file and prompt. Validations of Kolena are totals and have no items. Other objects need
/// -Key. Delta is difference minus reference.</para>
/// <para>An item that failed or is missing on one side counts there, and as unpaired: a candidate that crashes on hard
/// items must not appear better. -FailedValue includes failed items in the comparison.</para>
/// <para>Tests are two-sided. Binary: the exact test of McNemar (1947); Statistic is the number of pairs that became
/// true minus those that became false. Numeric: the sign-flip permutation test of the mean difference (Fisher 1935),
/// exact up to 20 pairs that differ, else 9,999 resamples with p = (b+1)/(m+1); Statistic is the mean difference. Above
/// 10,000 pairs, and as PairedT: Student's paired t test. Wilcoxon: the signed-rank test of Wilcoxon (1945), zeros
/// dropped, midranks, tie-corrected normal approximation without continuity correction; Statistic is z. With -ClusterBy
/// signs are flipped and items drawn by cluster, and t uses the cluster-robust CR1 (Liang and Zeger 1986); Binary
/// values are then permuted. Differences within a relative 1e-12 are ties. AdjustedPValue is adjusted for all metrics
/// and groups of the call (Holm 1979).</para>
/// <para>Intervals at 1 minus the significance level, unadjusted: method 10 of Newcombe (1998) for McNemar, the BCa
/// bootstrap (Efron 1987, 9,999 resamples) for permutations, Student's t for PairedT, none for Wilcoxon. Categorical:
/// the share of items whose labels changed with an interval of Wilson (1927) and without a p value; lists compare as
/// sets.</para>
/// <para>Verdict, the first that applies. Inconclusive: fewer pairs than -MinimumPairs, more than half of the items
/// with a value on one side only, or a side without values. Regressed: the drop exceeds -MaximumDrop, or AdjustedPValue
/// is below the significance level in the worse direction. Improved: the same in the better direction. With -Margin:
/// Equivalent if the whole interval is inside, NotWorse if its worse limit is, otherwise Inconclusive. Without:
/// NotSignificant, which does not mean equal; Reason contains the largest drop that the interval does not exclude.
/// Labels are NotApplicable.</para>
/// </remarks>
/// <example>
/// <para>Two runs over the same questions</para>
/// <code>$yesterday = 1..12 | ForEach-Object { [pscustomobject]@{ Question = "q$_"; Correctness = 0.7 + $_ / 100 } }
/// $today = 1..12 | ForEach-Object { [pscustomobject]@{ Question = "q$_"; Correctness = 0.6 + $_ / 50 } }
/// $today | Compare-EvalScore $yesterday -Property Correctness -Key Question</code>
/// <para>Pairs the rows by question.</para>
/// </example>
/// <example>
/// <para>The items that became worse</para>
/// <code>Compare-EvalScore $yesterday $today -Property Correctness -Key Question -Detailed | Where-Object Change -EQ Regressed</code>
/// <para>Gets the items instead of the comparison, worst first.</para>
/// </example>
/// <example>
/// <para>Allow small differences</para>
/// <code>$today | Compare-EvalScore $yesterday -Property Correctness -Key Question -Margin 0.05 -MaximumDrop 0.1</code>
/// <para>A difference of less than 0.05 does not matter, and a drop of more than 0.1 is a regression, regardless of its
/// p value.</para>
/// </example>
/// <seealso>Measure-EvalScore</seealso>
/// <seealso>Get-GalileoLogRecordScore</seealso>
[Cmdlet(VerbsData.Compare, "EvalScore")]
[OutputType(typeof(EvalScoreComparison), typeof(EvalScoreChange))]
public sealed class CompareEvalScoreCommand : ScoreCommand
{
    private ScoreReader _reference = null!;
    private ScoreReader _difference = null!;

    /// <summary>The objects to compare with, such as those of yesterday's run.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [AllowNull]
    [AllowEmptyCollection]
    public object?[] ReferenceObject { get; set; } = [];

    /// <summary>The objects to compare. Accepts pipeline input.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyCollection]
    public object?[] DifferenceObject { get; set; } = [];

    /// <summary>The properties that contain the values; each is a metric, unless -MetricProperty is specified. Default:
    /// depends on the type.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? Property { get; set; }

    /// <summary>The properties that identify an item on both sides. Default: depends on the type.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? Key { get; set; }

    /// <summary>The largest drop of the mean that is not a regression: positive, in the metric's own units, in the
    /// worse direction. Default: only significant drops are regressions.</summary>
    [Parameter]
    public double? MaximumDrop { get; set; }

    /// <summary>The difference, positive and in the metric's own units, below which two runs are equivalent. Default:
    /// no conclusion about equivalence.</summary>
    [Parameter]
    public double? Margin { get; set; }

    /// <summary>The significance level, between 0 and 1. Intervals have the level 1 minus this. Default:
    /// 0.05.</summary>
    [Parameter]
    public double SignificanceLevel { get; set; } = 0.05;

    /// <summary>The test: Auto, McNemar (Binary only), PairedT, Wilcoxon, Permutation. Auto is McNemar for Binary,
    /// Permutation for Numeric, and PairedT above 10,000 pairs. Default: Auto.</summary>
    [Parameter]
    public EvalComparisonTest Test { get; set; }

    /// <summary>The smallest number of pairs, or clusters, for a conclusion. Default: the smallest n with 2/2^n below
    /// the significance level, 6 at 0.05.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? MinimumPairs { get; set; }

    /// <summary>How several scores with the same key on one side are handled: Error, or Mean, which uses their mean
    /// (for labels, their union). Default: Error.</summary>
    [Parameter]
    public EvalDuplicateHandling Duplicate { get; set; }

    /// <summary>The value of failed items, such as 0. Default: failed items are counted, but not compared.</summary>
    [Parameter]
    public double? FailedValue { get; set; }

    /// <summary>The seed of the random numbers: the same seed and data have the same result, in any order and on any
    /// platform. Default: 0.</summary>
    [Parameter]
    public int Seed { get; set; }

    /// <summary>Writes the paired items, worst first, instead of the comparisons.</summary>
    [Parameter]
    public SwitchParameter Detailed { get; set; }

    /// <summary>Checks the arguments and reads the reference side.</summary>
    protected override void BeginProcessing()
    {
        RequireNumber(nameof(MaximumDrop), MaximumDrop, minimum: 0);
        RequireNumber(nameof(Margin), Margin, minimum: 0, isExclusive: true);
        RequireNumber(nameof(FailedValue), FailedValue);
        RequireLevel(nameof(SignificanceLevel), SignificanceLevel);
        _reference = CreateReader(Property, Key, ScoreKeyUse.Pair);
        _difference = CreateReader(Property, Key, ScoreKeyUse.Pair);
        Compute(() => _reference.Read(ReferenceObject));
    }

    /// <summary>Reads the scores of one input. Unreadable input ends the cmdlet, because a partial comparison would
    /// mislead.</summary>
    protected override void ProcessRecord() => Compute(() => _difference.Read(DifferenceObject));

    /// <summary>Writes the comparisons, or the items.</summary>
    protected override void EndProcessing() => Compute(() =>
    {
        _reference.Complete();
        _difference.Complete();
        EvalCompareOptions options = new()
        {
            Kind = Kind,
            IsLowerBetter = IsLowerBetter,
            MaximumDrop = MaximumDrop,
            Margin = Margin,
            SignificanceLevel = SignificanceLevel,
            Test = Test,
            MinimumPairs = MinimumPairs,
            Duplicate = Duplicate,
            FailedValue = FailedValue,
            Seed = Seed,
        };
        foreach (EvalScoreComparison comparison in PrivateAssemblies.Scores.Compare(_reference.Table, _difference.Table, options, Cancellation))
        {
            if (Detailed)
                WriteObject(comparison.GetChanges(), enumerateCollection: true);
            else
                WriteObject(comparison);
        }
    });
}
