namespace GalileoEval.Analysis.Tests.Scores;

public class VerdictTests
{
    // Twelve pairs; the differences are spread a little around the given one.
    private static EvalScoreComparison Compare(double difference, EvalCompareOptions options) => Scores.Compare(
        Enumerable.Range(0, 12).Select(i => (object?)(0.5 + (i * 0.01))),
        Enumerable.Range(0, 12).Select(i => (object?)(0.5 + (i * 0.01) + difference + ((i % 3) - 1) * 0.01)),
        options);

    [Theory]
    [InlineData(-0.1, null, null, EvalVerdict.Regressed)]
    [InlineData(0.1, null, null, EvalVerdict.Improved)]
    [InlineData(0.0, null, null, EvalVerdict.NotSignificant)]
    [InlineData(0.0, null, 0.05, EvalVerdict.Equivalent)]
    [InlineData(0.0, null, 0.001, EvalVerdict.Inconclusive)]
    [InlineData(-0.1, 0.05, 0.5, EvalVerdict.Regressed)]
    [InlineData(-0.1, 0.2, 0.5, EvalVerdict.Regressed)]
    public void The_first_applicable_rule_decides(double difference, double? maximumDrop, double? margin, EvalVerdict verdict) =>
        Assert.Equal(verdict, Compare(difference, new EvalCompareOptions { MaximumDrop = maximumDrop, Margin = margin }).Verdict);

    [Fact]
    public void Lower_is_better_reverses_the_directions()
    {
        EvalCompareOptions options = new() { IsLowerBetter = _ => true };

        Assert.Equal(EvalVerdict.Improved, Compare(-0.1, options).Verdict);
        Assert.Equal(EvalVerdict.Regressed, Compare(0.1, options).Verdict);
        Assert.Equal(EvalVerdict.Regressed, Compare(0.1, options with { MaximumDrop = 0.05, SignificanceLevel = 1e-9, MinimumPairs = 1 }).Verdict);
    }

    [Fact]
    public void A_drop_of_the_allowed_size_is_allowed_despite_rounding()
    {
        object?[] reference = [.. Enumerable.Repeat<object?>(0.8, 6)];
        object?[] difference = [.. Enumerable.Repeat<object?>(0.75, 6)];

        Assert.NotEqual(EvalVerdict.Regressed, Scores.Compare(reference, difference, new EvalCompareOptions { MaximumDrop = 0.05 }).Verdict);
        Assert.Equal(EvalVerdict.Regressed, Scores.Compare(reference, difference, new EvalCompareOptions { MaximumDrop = 0.049 }).Verdict);
    }

    [Fact]
    public void Not_worse_requires_only_the_worse_limit()
    {
        // A wide interval that extends far to the better side.
        double[] differences = [0.3, 0.25, -0.02, 0.2, -0.01, -0.02, 0.4, -0.01];
        EvalScoreComparison comparison = Scores.Compare(
            Scores.Of(new double[8]), Scores.Of(differences), new EvalCompareOptions { Margin = 0.1, SignificanceLevel = 0.02, MinimumPairs = 5 });

        Assert.Equal(EvalVerdict.NotWorse, comparison.Verdict);
    }

    [Theory]
    [InlineData(0.05, 6)]
    [InlineData(0.1, 5)]
    [InlineData(0.01, 8)]
    [InlineData(0.5, 3)]
    public void The_smallest_number_of_pairs_is_the_one_that_can_be_significant(double level, int pairs)
    {
        EvalCompareOptions options = new() { SignificanceLevel = level };
        double[] values = [.. Enumerable.Range(1, pairs).Select(i => (double)i)];

        Assert.NotEqual(EvalVerdict.Inconclusive, Scores.Compare(Scores.Of(new double[pairs]), Scores.Of(values), options).Verdict);
        Assert.Equal(EvalVerdict.Inconclusive, Scores.Compare(Scores.Of(new double[pairs - 1]), Scores.Of(values[1..]), options).Verdict);
    }

    [Fact]
    public void More_than_half_unpaired_is_inconclusive()
    {
        object?[] reference = [.. Enumerable.Range(0, 20).Select(i => (object?)(double)i)];
        object?[] half = [.. reference.Select((value, i) => i < 10 ? (object?)((double)value! + 1 + (i * 0.1)) : null)];
        object?[] less = [.. half.Select((value, i) => i < 9 ? value : null)];

        Assert.Equal(EvalVerdict.Improved, Scores.Compare(reference, half).Verdict);
        EvalScoreComparison comparison = Scores.Compare(reference, less);
        Assert.Equal(EvalVerdict.Inconclusive, comparison.Verdict);
        Assert.StartsWith("11 of 20 items", comparison.Reason);
    }

    [Fact]
    public void An_empty_side_is_inconclusive()
    {
        Assert.StartsWith("The difference side has no values.", Scores.Compare([1, 2], [null, double.NaN]).Reason);
        Assert.StartsWith("The reference side has no values.", Scores.Compare([null], [1]).Reason);
    }
}
