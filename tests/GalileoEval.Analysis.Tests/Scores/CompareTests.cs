using GalileoEval.Analysis.Scores;
using GalileoEval.Errors;

namespace GalileoEval.Analysis.Tests.Scores;

/// <summary>Reference: scipy 1.10.1 and statsmodels 0.13.5, as in the tests of each statistic.</summary>
public class CompareTests
{
    private static readonly double[] X = [0.8, 0.9, 0.7, 0.6, 0.95, 0.4, 0.85, 0.9];
    private static readonly double[] Y = [0.7, 0.9, 0.5, 0.6, 0.9, 0.45, 0.6, 0.8];

    [Fact]
    public void Numbers_are_permuted()
    {
        EvalScoreComparison comparison = Scores.Compare(Scores.Of(X), Scores.Of(Y));

        Assert.Equal((EvalComparisonTest.Permutation, EvalIntervalMethod.BcaBootstrap), (comparison.Test, comparison.Interval));
        Assert.Equal(0.09375, comparison.PValue!.Value, 1e-12);
        Assert.Equal(-0.08125, comparison.Statistic!.Value, 1e-12);
        Assert.Equal((8, 1, 5, 2), (comparison.Pairs, comparison.Improved, comparison.Regressed, comparison.Tied));
        Assert.Equal(EvalVerdict.NotSignificant, comparison.Verdict);
        Assert.StartsWith("The interval does not exclude a drop of 0.1", comparison.Reason);
    }

    [Fact]
    public void Paired_t_agrees_with_scipy()
    {
        EvalScoreComparison comparison = Scores.Compare(Scores.Of(X), Scores.Of(Y), new EvalCompareOptions { Test = EvalComparisonTest.PairedT });

        Assert.Equal(-2.2248125302998183, comparison.Statistic!.Value, 1e-9);
        Assert.Equal(0.06143936891033543, comparison.PValue!.Value, 1e-9);
        Assert.Equal(-0.1676059143874004, comparison.Low!.Value, 1e-9);
        Assert.Equal(0.00510591438740042, comparison.High!.Value, 1e-9);
    }

    [Fact]
    public void Wilcoxon_agrees_with_scipy_and_has_no_interval()
    {
        EvalScoreComparison comparison = Scores.Compare(
            Scores.Of(X), Scores.Of(Y), new EvalCompareOptions { Test = EvalComparisonTest.Wilcoxon, Margin = 0.5 });

        Assert.Equal(-1.8973665961010275, comparison.Statistic!.Value, 1e-9);
        Assert.Equal(0.057779571123597245, comparison.PValue!.Value, 1e-9);
        Assert.Null(comparison.Low);
        Assert.Equal(EvalVerdict.Inconclusive, comparison.Verdict);
    }

    [Fact]
    public void Booleans_are_tested_by_McNemar_with_the_interval_of_Newcombe()
    {
        (object?[] reference, object?[] difference) = Flags(36, 12, 2, 0);

        EvalScoreComparison comparison = Scores.Compare(reference, difference);

        Assert.Equal((EvalComparisonTest.McNemar, EvalIntervalMethod.Newcombe), (comparison.Test, comparison.Interval));
        // mcnemar([[36, 12], [2, 0]], exact=True)
        Assert.Equal(0.012939453125, comparison.PValue!.Value, 1e-9);
        Assert.Equal(-0.3404, comparison.Low!.Value, 5e-5);
        Assert.Equal(-0.0569, comparison.High!.Value, 5e-5);
        Assert.Equal(-10, comparison.Statistic);
        Assert.Equal(EvalVerdict.Regressed, comparison.Verdict);
    }

    [Fact]
    public void All_pairs_that_change_in_one_direction_are_significant()
    {
        (object?[] reference, object?[] difference) = Flags(0, 0, 6, 0);

        EvalScoreComparison comparison = Scores.Compare(reference, difference);

        Assert.Equal(0.03125, comparison.PValue!.Value, 1e-12);
        Assert.Equal(EvalVerdict.Improved, comparison.Verdict);
    }

    [Theory]
    [InlineData(EvalComparisonTest.Permutation)]
    [InlineData(EvalComparisonTest.PairedT)]
    [InlineData(EvalComparisonTest.Wilcoxon)]
    public void Equal_differences_have_no_p_value(EvalComparisonTest test)
    {
        EvalScoreComparison comparison = Scores.Compare(
            Scores.Of(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7), Scores.Of(0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8), new EvalCompareOptions { Test = test });

        Assert.Null(comparison.PValue);
        Assert.Contains("variance is zero", comparison.Reason);
        if (test != EvalComparisonTest.Wilcoxon)
        {
            Assert.Equal(0.1, comparison.Low!.Value, 1e-12);
            Assert.Equal(comparison.Low, comparison.High);
        }
    }

    [Fact]
    public void Clusters_are_tested_as_statsmodels_does()
    {
        string[] clusters = ["a", "a", "a", "b", "b", "c", "c", "c", "d", "e"];
        double[] differences = [.1, -.05, .2, .15, .0, .3, -.1, .25, .05, .12];

        EvalScoreComparison comparison = Scores.Compare(
            Scores.Of(new double[10]), Scores.Of(differences), new EvalCompareOptions { Test = EvalComparisonTest.PairedT }, clusters);

        Assert.Equal(5.283484958650953, comparison.Statistic!.Value, 1e-9);
        Assert.Equal(0.006155585841024365, comparison.PValue!.Value, 1e-9);
        Assert.Equal(EvalIntervalMethod.ClusterRobustT, comparison.Interval);
        Assert.Equal(EvalVerdict.Inconclusive, comparison.Verdict);
        Assert.StartsWith("5 clusters are fewer than the 6", comparison.Reason);
    }

    [Fact]
    public void Flags_in_clusters_are_permuted_by_cluster()
    {
        string[] clusters = [.. Enumerable.Range(0, 16).Select(i => $"c{i / 2}")];
        (object?[] reference, object?[] difference) = Flags(0, 0, 16, 0);
        difference[15] = false;

        EvalScoreComparison comparison = Scores.Compare(reference, difference, clusters: clusters);

        Assert.Equal((EvalComparisonTest.Permutation, 2 / 256.0), (comparison.Test, comparison.PValue));
    }

    [Fact]
    public void Above_ten_thousand_pairs_auto_is_a_t_test()
    {
        Random random = new(1);
        object?[] reference = [.. Enumerable.Range(0, 10_001).Select(_ => (object?)random.NextDouble())];
        object?[] difference = [.. Enumerable.Range(0, 10_001).Select(_ => (object?)random.NextDouble())];

        Assert.Equal(EvalComparisonTest.PairedT, Scores.Compare(reference, difference).Test);
        Assert.Equal(EvalComparisonTest.Permutation, Scores.Compare(reference[..10_000], difference[..10_000]).Test);
    }

    [Fact]
    public void Unpaired_items_are_counted_on_their_side()
    {
        EvalScoreComparison comparison = Scores.Compare(
            [1, 1, 1, 1, 1, 1, 1, double.NaN, null, 1], [1, 1, 1, 1, 1, 1, double.NaN, 1, 1, null]);

        Assert.Equal((6, 2, 2), (comparison.Pairs, comparison.OnlyReference, comparison.OnlyDifference));
        Assert.Equal((1, 1), (comparison.ReferenceFailed, comparison.ReferenceMissing));
        Assert.Equal((1, 1), (comparison.DifferenceFailed, comparison.DifferenceMissing));
    }

    [Fact]
    public void A_candidate_that_crashes_on_hard_items_is_not_better_with_a_failed_value()
    {
        object?[] reference = [.. Enumerable.Range(0, 10).Select(i => (object?)(i < 5 ? 0.9 - (i * 0.01) : 0.2))];
        object?[] difference = [.. Enumerable.Range(0, 10).Select(i => (object?)(i < 5 ? 0.92 - (i * 0.01) : double.NaN))];

        EvalScoreComparison without = Scores.Compare(reference, difference, new EvalCompareOptions { MinimumPairs = 3 });
        EvalScoreComparison with = Scores.Compare(reference, difference, new EvalCompareOptions { FailedValue = 0, MaximumDrop = 0.05 });

        Assert.True(without.Delta > 0);
        Assert.Equal((10, 5, EvalVerdict.Regressed), (with.Pairs, with.DifferenceFailed, with.Verdict));
    }

    [Fact]
    public void A_duplicate_key_is_an_error_that_names_it()
    {
        ScoreTable reference = Scores.Table([1, 2, 3], ["a", "b", "b"]);
        ScoreTable difference = Scores.Table([1, 2], ["a", "b"]);

        EvalException failure = Assert.Throws<EvalException>(() => new ScoreAnalysis().Compare(reference, difference, new EvalCompareOptions(), default));
        EvalScoreComparison mean = Assert.Single(new ScoreAnalysis().Compare(
            reference, difference, new EvalCompareOptions { Duplicate = EvalDuplicateHandling.Mean }, default));

        Assert.Contains("'b'", failure.Message);
        Assert.Equal((2, -0.25), (mean.Pairs, mean.Delta));
    }

    [Fact]
    public void Duplicates_with_true_and_false_become_shares()
    {
        EvalScoreComparison comparison = Assert.Single(new ScoreAnalysis().Compare(
            Scores.Table([true, false], ["a", "a"]), Scores.Table([true], ["a"]), new EvalCompareOptions { Duplicate = EvalDuplicateHandling.Mean }, default));

        Assert.Equal((EvalScoreKind.Numeric, 0.5), (comparison.Kind, comparison.Delta));
    }

    [Fact]
    public void Labels_have_a_share_of_changes_and_no_p_value()
    {
        EvalScoreComparison comparison = Scores.Compare(
            ["a", "b", "c", new[] { "x", "y" }], ["a", "c", "c", new[] { "y", "x", "x" }]);

        Assert.Equal((0.25, 3, EvalVerdict.NotApplicable), (comparison.Delta, comparison.Tied, comparison.Verdict));
        Assert.Null(comparison.PValue);
        Assert.Equal(EvalIntervalMethod.Wilson, comparison.Interval);
        Assert.Equal(EvalChangeKind.Changed, comparison.Changes[0].Change);
    }

    [Fact]
    public void P_values_are_adjusted_over_all_metrics()
    {
        ScoreTable reference = Scores.Table(Scores.Of(X));
        ScoreTable difference = Scores.Table(Scores.Of(Y));
        Scores.Add(reference, "n", Scores.Of(X));
        Scores.Add(difference, "n", Scores.Of(Y));
        Scores.Add(reference, "only", Scores.Of(X));

        IReadOnlyList<EvalScoreComparison> comparisons = new ScoreAnalysis().Compare(reference, difference, new EvalCompareOptions(), default);

        Assert.Equal(["m", "n", "only"], comparisons.Select(comparison => comparison.Metric));
        Assert.Equal([0.1875, 0.1875, null], comparisons.Select(comparison => comparison.AdjustedPValue));
        Assert.Equal(EvalVerdict.Inconclusive, comparisons[2].Verdict);
    }

    [Fact]
    public void Hashed_keys_pair_with_their_text()
    {
        ScoreTable baseline = new(hasKeys: true) { HasHashedKeys = true };
        baseline.SeriesOf("m", null).Add(ScoreValue.OfNumber(1), ScoreKeyText.Hash("What is a dog?"));
        ScoreTable today = new(hasKeys: true);
        today.SeriesOf("m", null).Add(ScoreValue.OfNumber(2), "What is a dog?", isKeyFromText: true);

        Assert.Equal(1, Assert.Single(new ScoreAnalysis().Compare(baseline, today, new EvalCompareOptions(), default)).Pairs);
        Assert.Equal(1, Assert.Single(new ScoreAnalysis().Compare(today, baseline, new EvalCompareOptions(), default)).Pairs);
    }

    [Fact]
    public void Changes_are_sorted_worst_first()
    {
        EvalScoreComparison higher = Scores.Compare(Scores.Of(1, 1, 1), Scores.Of(2, 0, 1));
        EvalScoreComparison lower = Scores.Compare(Scores.Of(1, 1, 1), Scores.Of(2, 0, 1), new EvalCompareOptions { IsLowerBetter = _ => true });

        Assert.Equal(["k0001", "k0002", "k0000"], higher.Changes.Select(change => change.Key));
        Assert.Equal(["k0000", "k0002", "k0001"], lower.Changes.Select(change => change.Key));
        Assert.Equal(EvalChangeKind.Regressed, lower.Changes[0].Change);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_result_does_not_depend_on_the_order_of_the_input(int seed)
    {
        Random random = new(seed);
        int[] order = [.. Enumerable.Range(0, 60)];
        double[] before = [.. order.Select(_ => random.NextDouble())];
        double[] after = [.. before.Select(value => value + (random.NextDouble() / 10))];
        int[] shuffled = [.. order];
        random.Shuffle(shuffled);

        EvalScoreComparison first = Compare(order);
        EvalScoreComparison second = Compare(shuffled);

        Assert.Equal(first.Changes, second.Changes);
        Assert.Equal(first with { Changes = first.Changes }, second with { Changes = first.Changes });

        EvalScoreComparison Compare(int[] indexes) => Assert.Single(new ScoreAnalysis().Compare(
            Scores.Table(indexes.Select(index => (object?)before[index]), indexes.Select(index => $"k{index}")),
            Scores.Table(order.Select(index => (object?)after[index]), order.Select(index => $"k{index}")),
            new EvalCompareOptions(),
            default));
    }

    [Theory]
    [InlineData(1, 10)]
    [InlineData(2, 1000)]
    [InlineData(3, -7.3)]
    public void The_same_constant_on_both_sides_affects_neither_t_nor_the_permutation(int seed, double constant)
    {
        Random random = new(seed);
        double[] before = [.. Enumerable.Range(0, 12).Select(_ => random.Next(0, 100) / 100.0)];
        double[] after = [.. Enumerable.Range(0, 12).Select(_ => random.Next(0, 100) / 100.0)];

        foreach (EvalComparisonTest test in new[] { EvalComparisonTest.Permutation, EvalComparisonTest.PairedT })
        {
            EvalCompareOptions options = new() { Test = test };
            EvalScoreComparison plain = Scores.Compare(Scores.Of(before), Scores.Of(after), options);
            EvalScoreComparison moved = Scores.Compare(
                Scores.Of([.. before.Select(value => value + constant)]), Scores.Of([.. after.Select(value => value + constant)]), options);

            Assert.Equal(plain.PValue!.Value, moved.PValue!.Value, 1e-9);
            Assert.Equal(plain.Statistic!.Value, moved.Statistic!.Value, 1e-9);
        }
    }

    [Fact]
    public void A_test_that_does_not_support_the_values_is_an_error()
    {
        Assert.Throws<EvalException>(() => Scores.Compare(Scores.Of(X), Scores.Of(Y), new EvalCompareOptions { Test = EvalComparisonTest.McNemar }));
        Assert.Throws<EvalException>(() => Scores.Compare([true], [false], new EvalCompareOptions { FailedValue = 0.5 }));
        Assert.Throws<EvalException>(() =>
            Scores.Compare(Scores.Of(X), Scores.Of(Y), new EvalCompareOptions { Test = EvalComparisonTest.Wilcoxon }, X.Select(x => $"{x}")));
    }

    private static (object?[] Reference, object?[] Difference) Flags(int both, int onlyReference, int onlyDifference, int neither) =>
    (
        [.. Enumerable.Repeat<object?>(true, both + onlyReference), .. Enumerable.Repeat<object?>(false, onlyDifference + neither)],
        [.. Enumerable.Repeat<object?>(true, both), .. Enumerable.Repeat<object?>(false, onlyReference), .. Enumerable.Repeat<object?>(true, onlyDifference), .. Enumerable.Repeat<object?>(false, neither)]
    );
}
