using GalileoEval.Analysis.Statistics;

namespace GalileoEval.Analysis.Scores;

/// <summary>The result of a test of paired numbers.</summary>
internal sealed record PairedTest
{
    /// <summary>The largest number of pairs for which Auto selects Permutation.</summary>
    public const int LargestPermutation = 10_000;

    private const string NoVariance = "All differences are the same: their variance is zero and there is no p value.";

    /// <summary>The test.</summary>
    public EvalComparisonTest Test { get; private init; }

    /// <summary>Its statistic; null if it is not defined.</summary>
    public double? Statistic { get; private init; }

    /// <summary>Its p value; null if it is not defined.</summary>
    public double? PValue { get; private init; }

    /// <summary>The limits of the mean difference; null if the test has none.</summary>
    public ConfidenceInterval? Limits { get; private init; }

    /// <summary>How the limits were computed.</summary>
    public EvalIntervalMethod? Interval { get; private init; }

    /// <summary>Why a value is null.</summary>
    public string? Reason { get; private init; }

    /// <summary>Resolves Auto to a test.</summary>
    /// <param name="test">The requested test.</param>
    /// <param name="kind">Numeric or Binary.</param>
    /// <param name="count">The number of pairs, or of clusters.</param>
    /// <param name="hasClusters">Whether pairs are in clusters, which McNemar's test does not support.</param>
    public static EvalComparisonTest Choose(EvalComparisonTest test, EvalScoreKind kind, int count, bool hasClusters) =>
        test != EvalComparisonTest.Auto ? test
        : kind == EvalScoreKind.Binary && !hasClusters ? EvalComparisonTest.McNemar
        : count > LargestPermutation ? EvalComparisonTest.PairedT
        : EvalComparisonTest.Permutation;

    /// <summary>Runs a test.</summary>
    /// <param name="test">The test.</param>
    /// <param name="numbers">The pairs, at least one.</param>
    /// <param name="clusters">Their differences by cluster; null without clusters.</param>
    /// <param name="confidenceLevel">The level of the interval.</param>
    /// <param name="random">Creates the random numbers for a purpose.</param>
    /// <param name="cancellationToken">Cancels the computation.</param>
    public static PairedTest Run(
        EvalComparisonTest test,
        PairedNumbers numbers,
        ClusteredValues? clusters,
        double confidenceLevel,
        Func<string, RandomStream> random,
        CancellationToken cancellationToken) => test switch
        {
            EvalComparisonTest.McNemar => OfFlags(numbers, confidenceLevel),
            EvalComparisonTest.PairedT => OfMean(numbers, clusters, confidenceLevel),
            EvalComparisonTest.Wilcoxon => OfRanks(numbers),
            _ => OfSigns(numbers, clusters, confidenceLevel, random, cancellationToken),
        };

    private static PairedTest OfFlags(PairedNumbers numbers, double confidenceLevel)
    {
        int both = 0, onlyReference = 0, onlyDifference = 0, neither = 0;
        for (int i = 0; i < numbers.Deltas.Length; i++)
        {
            bool before = numbers.Reference[i] > 0;
            bool after = numbers.Difference[i] > 0;
            both += before && after ? 1 : 0;
            onlyReference += before && !after ? 1 : 0;
            onlyDifference += !before && after ? 1 : 0;
            neither += !before && !after ? 1 : 0;
        }

        double? p = McNemar.PValue(onlyReference, onlyDifference);
        return new PairedTest
        {
            Test = EvalComparisonTest.McNemar,
            Statistic = p is null ? null : onlyDifference - onlyReference,
            PValue = p,
            Limits = NewcombePaired.Interval(both, onlyReference, onlyDifference, neither, confidenceLevel),
            Interval = EvalIntervalMethod.Newcombe,
            Reason = p is null ? NoVariance : null,
        };
    }

    private static PairedTest OfMean(PairedNumbers numbers, ClusteredValues? clusters, double confidenceLevel)
    {
        PairedTest result = new() { Test = EvalComparisonTest.PairedT };
        if ((clusters?.Count ?? numbers.Deltas.Length) < 2)
            return result with { Reason = "A t test requires two pairs or clusters." };
        double mean = Moments.Mean(numbers.Sorted);
        if (numbers.IsConstant)
        {
            return result with
            {
                Limits = new ConfidenceInterval(mean, mean),
                Interval = clusters is null ? EvalIntervalMethod.StudentT : EvalIntervalMethod.ClusterRobustT,
                Reason = NoVariance,
            };
        }

        MeanInterval estimate = clusters is null ? MeanInterval.Of(numbers.Sorted) : MeanInterval.Of(clusters, mean);
        bool hasError = estimate.Error > numbers.Rounding / numbers.Deltas.Length;
        return result with
        {
            Statistic = hasError ? estimate.Statistic : null,
            PValue = hasError ? StudentTDistribution.TwoSided(estimate.Statistic, estimate.Freedom) : null,
            Limits = estimate.At(confidenceLevel),
            Interval = clusters is null ? EvalIntervalMethod.StudentT : EvalIntervalMethod.ClusterRobustT,
            Reason = hasError ? null : "All clusters have the same mean difference: there is no p value.",
        };
    }

    private static PairedTest OfRanks(PairedNumbers numbers)
    {
        double? statistic = numbers.IsConstant ? null : Wilcoxon.Statistic(numbers.Sorted);
        return new PairedTest
        {
            Test = EvalComparisonTest.Wilcoxon,
            Statistic = statistic,
            PValue = statistic is { } z ? Wilcoxon.PValue(z) : null,
            Reason = statistic is null ? NoVariance : "The Wilcoxon test has no interval.",
        };
    }

    private static PairedTest OfSigns(
        PairedNumbers numbers,
        ClusteredValues? clusters,
        double confidenceLevel,
        Func<string, RandomStream> random,
        CancellationToken cancellationToken)
    {
        double mean = Moments.Mean(numbers.Sorted);
        PairedTest result = new()
        {
            Test = EvalComparisonTest.Permutation,
            Limits = new ConfidenceInterval(mean, mean),
            Interval = EvalIntervalMethod.BcaBootstrap,
            Reason = NoVariance,
        };
        if (numbers.IsConstant)
            return result;

        ClusteredValues values = clusters ?? ClusteredValues.Single(numbers.Sorted);
        ConfidenceInterval? limits = BcaBootstrap.Interval(values, confidenceLevel, random("bootstrap"), cancellationToken);
        // Sums within the rounding error are zero.
        double rounding = numbers.Rounding / numbers.Deltas.Length;
        double[] sums = [.. values.Sums.Select(sum => Math.Abs(sum) <= rounding ? 0 : sum)];
        double? p = SignFlip.PValue(sums, numbers.Rounding, random("permutation"), cancellationToken);
        return result with
        {
            Statistic = p is null ? null : mean,
            PValue = p,
            Limits = limits,
            Interval = limits is null ? null : EvalIntervalMethod.BcaBootstrap,
            Reason = p is null ? "The differences of every cluster cancel out: there is no p value."
                : limits is null ? "The bootstrap has no limits at this level."
                : null,
        };
    }
}
