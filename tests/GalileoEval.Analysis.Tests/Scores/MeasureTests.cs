using GalileoEval.Analysis.Scores;

namespace GalileoEval.Analysis.Tests.Scores;

/// <summary>Reference: scipy 1.10.1 and statsmodels 0.13.5, as in the tests of each statistic.</summary>
public class MeasureTests
{
    private static readonly double[] X = [0.8, 0.9, 0.7, 0.6, 0.95, 0.4, 0.85, 0.9];

    [Fact]
    public void Numbers_have_a_mean_with_an_interval_of_Student()
    {
        EvalScoreSummary summary = Scores.Measure(Scores.Of(X), new EvalMeasureOptions { PassThreshold = 0.7 });

        Assert.Equal(EvalScoreKind.Numeric, summary.Kind);
        Assert.Equal(0.7625, summary.Mean!.Value, 1e-12);
        Assert.Equal(0.606494310253509, summary.Low!.Value, 1e-9);
        Assert.Equal(0.9185056897464909, summary.High!.Value, 1e-9);
        Assert.Equal(EvalIntervalMethod.StudentT, summary.Interval);
        Assert.Equal(6, summary.PassCount);
        // proportion_confint(6, 8, 0.05, 'wilson')
        Assert.Equal(0.40927543, summary.PassLow!.Value, 1e-6);
        Assert.Equal(0.92852079, summary.PassHigh!.Value, 1e-6);
        Assert.Null(summary.Reason);
    }

    [Fact]
    public void Booleans_have_a_share_with_an_interval_of_Wilson()
    {
        EvalScoreSummary summary = Scores.Measure(Enumerable.Range(0, 10).Select(i => (object?)(i < 8)));

        Assert.Equal(EvalScoreKind.Binary, summary.Kind);
        Assert.Equal(0.8, summary.Mean!.Value, 1e-12);
        Assert.Equal(0.49016247153664183, summary.Low!.Value, 1e-9);
        Assert.Equal(0.9433178485456247, summary.High!.Value, 1e-9);
        Assert.Equal((8, 0.8, "false=2; true=8"), (summary.PassCount, summary.PassRate, summary.Distribution.ToString()));
    }

    [Fact]
    public void Lower_values_pass_if_lower_is_better()
    {
        EvalMeasureOptions options = new() { PassThreshold = 0.7, IsLowerBetter = metric => metric == "m" };

        Assert.Equal(3, Scores.Measure(Scores.Of(X), options).PassCount);
        Assert.Equal(1, Scores.Measure([true, false, true], options).PassCount);
    }

    [Fact]
    public void Clustered_shares_are_clipped()
    {
        string[] clusters = ["a", "a", "a", "b", "b", "c", "c", "c", "d", "e"];
        object?[] values = [true, true, false, true, true, true, false, true, true, true];

        EvalScoreSummary summary = Scores.Measure(values, clusters: clusters);

        Assert.Equal(0.5677059364614806, summary.Low!.Value, 1e-9);
        Assert.Equal(1, summary.High);
        Assert.Equal(EvalIntervalMethod.ClusterRobustT, summary.Interval);
    }

    public static TheoryData<object?[], EvalScoreKind> Kinds => new()
    {
        { [true, "False", "true"], EvalScoreKind.Binary },
        { [0, 1, 1], EvalScoreKind.Numeric },
        { ["0.5", "1e-3", "7"], EvalScoreKind.Numeric },
        { [true, 0.5], EvalScoreKind.Numeric },
        { ["1,5", "2"], EvalScoreKind.Categorical },
        { ["good", "bad", "1"], EvalScoreKind.Categorical },
        { [new[] { "a", "b" }], EvalScoreKind.Categorical },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_values_determine_the_kind(object?[] values, EvalScoreKind kind) =>
        Assert.Equal(kind, Scores.Measure(values).Kind);

    [Fact]
    public void A_list_counts_once_for_each_of_its_labels()
    {
        EvalScoreSummary summary = Scores.Measure([new[] { "b", "a", "b" }, new[] { "a" }, "1", "01", null, double.NaN]);

        Assert.Equal("a=2; 01=1; 1=1; b=1", summary.Distribution.ToString());
        Assert.Equal((4, 1, 1), (summary.Count, summary.Missing, summary.Failed));
        Assert.Null(summary.Mean);
        Assert.NotNull(summary.Reason);
    }

    [Fact]
    public void A_specified_kind_excludes_other_values()
    {
        object?[] values = [true, 1, 0.5, "x"];

        Assert.Equal((3, 1), Counted(EvalScoreKind.Numeric));
        Assert.Equal((2, 2), Counted(EvalScoreKind.Binary));
        Assert.Equal((4, 0), Counted(EvalScoreKind.Categorical));

        (int Count, int Missing) Counted(EvalScoreKind kind)
        {
            EvalScoreSummary summary = Scores.Measure(values, new EvalMeasureOptions { Kind = kind });
            return (summary.Count, summary.Missing);
        }
    }

    public static TheoryData<object?[]> Edges => new()
    {
        { [null, double.NaN] },
        { [0.5] },
        { [true] },
        { [0.1, 0.1, 0.1] },
        { [1.7e308, -1.7e308] },
        { [1.7e308, 1.7e308, 1.6e308] },
        { ["NaN", "Infinity", "-Infinity", "1e999"] },
        { [double.PositiveInfinity, 1] },
        { [5e-324, 1e-323] },
        { ["", "  "] },
    };

    [Theory]
    [MemberData(nameof(Edges))]
    public void No_figure_is_infinite_or_not_a_number_and_what_is_null_has_a_reason(object?[] values)
    {
        EvalScoreSummary summary = Scores.Measure(values, new EvalMeasureOptions { PassThreshold = 0.5 });

        double?[] figures = [summary.Mean, summary.StandardDeviation, summary.Minimum, summary.P10, summary.Median, summary.P90, summary.Maximum, summary.Low, summary.High];
        Assert.All(figures, figure => Assert.True(figure is null || double.IsFinite(figure.Value)));
        Assert.Equal(figures.Any(figure => figure is null), summary.Reason is not null);
        Assert.Equal(values.Length, summary.Count + summary.Missing + summary.Failed);
    }

    [Fact]
    public void One_cluster_has_no_interval()
    {
        EvalScoreSummary summary = Scores.Measure(Scores.Of(X), clusters: Enumerable.Repeat("a", X.Length));

        Assert.Null(summary.Low);
        Assert.Equal("One cluster has no interval.", summary.Reason);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_result_does_not_depend_on_the_order_of_the_input(int seed)
    {
        Random random = new(seed);
        (object? Value, string Cluster)[] items = [.. Enumerable.Range(0, 200).Select(i => ((object?)(random.NextDouble() * 100), $"c{i % 17}"))];
        (object? Value, string Cluster)[] shuffled = [.. items];
        random.Shuffle(shuffled);

        EvalScoreSummary first = Scores.Measure(items.Select(item => item.Value), clusters: items.Select(item => item.Cluster));
        EvalScoreSummary second = Scores.Measure(shuffled.Select(item => item.Value), clusters: shuffled.Select(item => item.Cluster));

        EvalList<EvalScoreBin> none = new([]);
        Assert.Equal(first with { Distribution = none }, second with { Distribution = none });
        Assert.Equal(first.Distribution, second.Distribution);
    }

    [Fact]
    public void A_million_scores_take_less_than_a_hundred_bytes_each()
    {
        const int Count = 1_000_000;
        Random random = new(1);
        double[] values = [.. Enumerable.Range(0, Count).Select(_ => random.NextDouble())];

        // All allocations, which exceed the memory in use at any time.
        long before = GC.GetAllocatedBytesForCurrentThread();
        ScoreTable table = new();
        foreach (double value in values)
            table.SeriesOf("m", null).Add(ScoreValue.OfNumber(value));
        EvalScoreSummary summary = Assert.Single(new ScoreAnalysis().Measure(table, new EvalMeasureOptions(), default));
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(Count, summary.Count);
        Assert.InRange(allocated / (double)Count, 0, 100);
    }
}
