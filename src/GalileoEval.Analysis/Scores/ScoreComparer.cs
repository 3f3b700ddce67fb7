using GalileoEval.Analysis.Statistics;
using GalileoEval.Errors;

namespace GalileoEval.Analysis.Scores;

/// <summary>Compares the series of two tables one by one, without the adjusted p value and the verdict, which depend on all of
/// them.</summary>
internal sealed class ScoreComparer
{
    private readonly ScoreTable _reference;
    private readonly ScoreTable _difference;
    private readonly EvalCompareOptions _options;
    private readonly CancellationToken _cancellationToken;

    /// <summary>Prepares to compare two tables.</summary>
    public ScoreComparer(
        ScoreTable reference, ScoreTable difference, EvalCompareOptions options, CancellationToken cancellationToken)
    {
        _reference = reference;
        _difference = difference;
        _options = options;
        _cancellationToken = cancellationToken;
    }

    /// <summary>Compares one metric of one group.</summary>
    /// <param name="reference">The reference side; null if it does not have the metric.</param>
    /// <param name="difference">The difference side; null if it does not have the metric.</param>
    /// <exception cref="EvalException">InvalidArgument: a key appears twice, or the test does not fit the values.</exception>
    public ComparisonDraft Compare(ScoreSeries? reference, ScoreSeries? difference)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        EvalScoreKind kind = _options.Kind != EvalScoreKind.Auto
            ? _options.Kind
            : ScoreSeries.DecideKind(reference, difference) ?? EvalScoreKind.Numeric;
        if (kind == EvalScoreKind.Binary && _options.FailedValue is not (null or 0 or 1))
            throw Invalid((reference ?? difference)!, "A failed item of a Binary metric can only count as 0 or 1.", "Use -FailedValue 0 or 1.");

        PairedSide before = PairedSide.Of(reference, kind, _difference.HasHashedKeys && !_reference.HasHashedKeys, _options);
        PairedSide after = PairedSide.Of(difference, kind, _reference.HasHashedKeys && !_difference.HasHashedKeys, _options);
        // The mean of duplicates with true and false is a share.
        if (kind == EvalScoreKind.Binary && (before.HasShares || after.HasShares))
            kind = EvalScoreKind.Numeric;

        ScorePairs pairs = ScorePairs.Of(before, after);
        EvalScoreComparison counted = new()
        {
            Metric = (reference ?? difference)!.Metric,
            Group = (reference ?? difference)!.Group,
            Kind = kind,
            Pairs = pairs.Count,
            Seed = _options.Seed,
            SignificanceLevel = _options.SignificanceLevel,
            OnlyReference = before.ValueCount - pairs.Count,
            OnlyDifference = after.ValueCount - pairs.Count,
            ReferenceFailed = before.Failed,
            ReferenceMissing = before.Missing,
            DifferenceFailed = after.Failed,
            DifferenceMissing = after.Missing,
        };
        if (pairs.Count == 0)
            return new ComparisonDraft(counted with { Reason = "No item has a value on both sides." }, 0);
        return kind == EvalScoreKind.Categorical
            ? new ComparisonDraft(OfLabels(counted, pairs, reference!), pairs.Count)
            : OfNumbers(counted, pairs, reference!);
    }

    private EvalScoreComparison OfLabels(EvalScoreComparison counted, ScorePairs pairs, ScoreSeries reference)
    {
        EvalList<EvalScoreChange> changes = ChangeList.OfLabels(counted, pairs, reference);
        int tied = changes.Count(change => change.Change == EvalChangeKind.Tied);
        int changed = pairs.Count - tied;
        ConfidenceInterval limits = Wilson.Interval(changed, pairs.Count, 1 - _options.SignificanceLevel);
        return counted with
        {
            Delta = changed / (double)pairs.Count,
            Low = limits.Low,
            High = limits.High,
            Interval = EvalIntervalMethod.Wilson,
            Tied = tied,
            Changes = changes,
        };
    }

    private ComparisonDraft OfNumbers(EvalScoreComparison counted, ScorePairs pairs, ScoreSeries reference)
    {
        PairedNumbers numbers = pairs.Numbers();
        ClusteredValues? clusters = _reference.HasClusters
            ? ClusteredValues.Of(numbers.Deltas, [.. pairs.Reference.Select(item => reference.ClusterNameAt(item.Index))])
            : null;
        EvalComparisonTest test =
            PairedTest.Choose(_options.Test, counted.Kind, clusters?.Count ?? pairs.Count, clusters is not null);
        RequireFit(test, counted.Kind, clusters is not null, reference);

        PairedTest found = PairedTest.Run(
            test,
            numbers,
            clusters,
            1 - _options.SignificanceLevel,
            purpose => RandomStream.Of(_options.Seed, counted.Metric, counted.Group, purpose),
            _cancellationToken);
        bool isLowerBetter = _options.IsLowerBetter(counted.Metric);
        int higher = numbers.Deltas.Count(delta => delta > 0);
        int lower = numbers.Deltas.Count(delta => delta < 0);
        double? low = ScoreNumbers.Finite(found.Limits?.Low);
        double? high = ScoreNumbers.Finite(found.Limits?.High);
        bool hasLimits = low is not null && high is not null;
        EvalScoreComparison result = counted with
        {
            ReferenceMean = ScoreNumbers.Finite(MeanOf(numbers.Reference)),
            DifferenceMean = ScoreNumbers.Finite(MeanOf(numbers.Difference)),
            Delta = ScoreNumbers.Finite(Moments.Mean(numbers.Sorted)),
            Low = hasLimits ? low : null,
            High = hasLimits ? high : null,
            Interval = hasLimits ? found.Interval : null,
            Improved = isLowerBetter ? lower : higher,
            Regressed = isLowerBetter ? higher : lower,
            Tied = pairs.Count - lower - higher,
            Test = found.Test,
            Statistic = ScoreNumbers.Finite(found.Statistic),
            PValue = ScoreNumbers.Finite(found.PValue),
            Reason = found.Reason ?? (hasLimits ? null : "The values are too large for all figures."),
            Changes = ChangeList.OfNumbers(counted, pairs, numbers, reference, isLowerBetter),
        };
        return new ComparisonDraft(result, clusters?.Count ?? pairs.Count, clusters is not null);
    }

    private static void RequireFit(EvalComparisonTest test, EvalScoreKind kind, bool hasClusters, ScoreSeries series)
    {
        if (test == EvalComparisonTest.McNemar && kind != EvalScoreKind.Binary)
            throw Invalid(series, "McNemar's test requires true and false on both sides.", "Use -Test Permutation, or -Metric to exclude this metric.");
        if (hasClusters && test is (EvalComparisonTest.McNemar or EvalComparisonTest.Wilcoxon))
            throw Invalid(series, $"The test {test} does not support clusters.", "Use -Test Permutation or PairedT with -ClusterBy.");
    }

    private static EvalException Invalid(ScoreSeries series, string message, string action) =>
        new(EvalErrorCondition.InvalidArgument, $"{series.Metric}: {message}") { RecommendedAction = action };

    private static double MeanOf(double[] values)
    {
        double[] sorted = (double[])values.Clone();
        Array.Sort(sorted);
        return Moments.Mean(sorted);
    }
}

/// <summary>A comparison without its verdict.</summary>
/// <param name="Result">The comparison so far.</param>
/// <param name="Size">The number of pairs, or of clusters of pairs.</param>
/// <param name="HasClusters">Whether these are clusters.</param>
internal sealed record ComparisonDraft(EvalScoreComparison Result, int Size, bool HasClusters = false);
