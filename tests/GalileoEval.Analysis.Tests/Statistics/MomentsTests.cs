using GalileoEval.Analysis.Statistics;

namespace GalileoEval.Analysis.Tests.Statistics;

public class MomentsTests
{
    // numpy: percentile(q, [10, 50, 90]), which is type 7 of Hyndman and Fan (1996).
    [Theory]
    [InlineData(0.1, 1.94)]
    [InlineData(0.5, 4.4)]
    [InlineData(0.9, 8.71)]
    [InlineData(0, 1.1)]
    [InlineData(1, 9.7)]
    public void Quantile_agrees_with_numpy(double probability, double expected) =>
        Assert.Equal(expected, Moments.Quantile([1.1, 2.5, 3.2, 4.4, 4.4, 8.05, 9.7], probability), 1e-12);

    [Fact]
    public void Equal_values_have_their_own_mean_and_no_deviation()
    {
        double[] values = [.. Enumerable.Repeat(0.1, 10)];

        Assert.Equal(0.1, Moments.Mean(values));
        Assert.Equal(0, Moments.StandardDeviation(values, 0.1));
    }

    [Fact]
    public void Huge_values_do_not_overflow()
    {
        double[] values = [-1.5e308, 1e308, 1.7e308];

        Assert.Equal(4e307, Moments.Mean(values), 1e295);
        Assert.Equal(1, Moments.Mean([1e200, 3e200]) / 2e200, 1e-15);
        Assert.Equal(1, Moments.StandardDeviation([1e200, 3e200], 2e200) / (Math.Sqrt(2) * 1e200), 1e-14);
        Assert.True(double.IsFinite(Moments.Quantile(values, 0.1)));
    }

    [Fact]
    public void A_large_offset_does_not_cancel_the_deviation() =>
        Assert.Equal(1, Moments.StandardDeviation([1e9, 1e9 + 1, 1e9 + 2], Moments.Mean([1e9, 1e9 + 1, 1e9 + 2])), 1e-12);
}
