using GalileoEval.Analysis.Statistics;

namespace GalileoEval.Analysis.Tests.Statistics;

/// <summary>Reference: scipy 1.10.1, <c>scipy.stats.t</c> and <c>ttest_rel</c>.</summary>
public class StudentTTests
{
    private static readonly double[] X = [0.8, 0.9, 0.7, 0.6, 0.95, 0.4, 0.85, 0.9];
    private static readonly double[] Y = [0.7, 0.9, 0.5, 0.6, 0.9, 0.45, 0.6, 0.8];

    // t.isf(alpha / 2, freedom)
    [Theory]
    [InlineData(1, 0.05, 12.706204736432102)]
    [InlineData(1, 1e-6, 636619.7723669233)]
    [InlineData(2, 0.01, 9.924843200918074)]
    [InlineData(3, 0.5, 0.764892328080891)]
    [InlineData(30, 0.05, 2.042272456301238)]
    [InlineData(999_999, 0.05, 1.9599663568164793)]
    [InlineData(1_000_000, 0.001, 3.290536461248691)]
    public void Critical_value_agrees_with_scipy(double freedom, double alpha, double expected) =>
        Assert.Equal(1, StudentTDistribution.Critical(alpha, freedom) / expected, 1e-9);

    // 2 * t.sf(t, freedom)
    [Theory]
    [InlineData(2.224812, 7, 0.06143941698914234)]
    [InlineData(-2.224812, 7, 0.06143941698914234)]
    [InlineData(40, 5, 1.8411962171772952e-07)]
    [InlineData(0.1, 1, 0.9365489651388929)]
    [InlineData(1e5, 3, 2.2053155808932506e-15)]
    public void Two_sided_p_value_agrees_with_scipy(double t, double freedom, double expected) =>
        Assert.Equal(1, StudentTDistribution.TwoSided(t, freedom) / expected, 1e-9);

    // t.interval(level, 7, mean(x), sem(x)) and std(x, ddof=1)
    [Fact]
    public void Interval_of_a_mean_agrees_with_scipy()
    {
        double[] sorted = [.. X.Order()];

        ConfidenceInterval interval = MeanInterval.Of(sorted).At(0.95);
        ConfidenceInterval wide = MeanInterval.Of(sorted).At(0.99);

        Assert.Equal(0.7625, Moments.Mean(sorted), 1e-12);
        Assert.Equal(0.1866050068230447, Moments.StandardDeviation(sorted, 0.7625), 1e-12);
        Assert.Equal(0.606494310253509, interval.Low, 1e-9);
        Assert.Equal(0.9185056897464909, interval.High, 1e-9);
        Assert.Equal(0.5316221743470514, wide.Low, 1e-9);
        Assert.Equal(0.9933778256529485, wide.High, 1e-9);
    }

    // ttest_rel(y, x) and t.interval(0.95, 7, mean(y - x), sem(y - x))
    [Fact]
    public void Paired_test_agrees_with_scipy()
    {
        double[] differences = [.. X.Zip(Y, (x, y) => y - x).Order()];

        MeanInterval estimate = MeanInterval.Of(differences);

        Assert.Equal(-2.2248125302998183, estimate.Statistic, 1e-9);
        Assert.Equal(0.06143936891033543, StudentTDistribution.TwoSided(estimate.Statistic, estimate.Freedom), 1e-9);
        Assert.Equal(-0.1676059143874004, estimate.At(0.95).Low, 1e-9);
        Assert.Equal(0.00510591438740042, estimate.At(0.95).High, 1e-9);
    }
}
