using GalileoEval.Analysis.Statistics;

namespace GalileoEval.Analysis.Tests.Statistics;

/// <summary>Reference: scipy 1.10.1, <c>bootstrap((d,), mean, n_resamples=200000, method='BCa')</c>. The draws differ, so the
/// limits agree only as far as 9,999 draws tell them.</summary>
public class BcaBootstrapTests
{
    [Theory]
    [InlineData(new double[] { 3, 1, -2, 4, 5, -1, 2, 2, 6, -3, 1, 4 }, 0.25, 3.25, 0.1)]
    [InlineData(new double[] { 0, 0, .1, 0, .9, .05, .02, .3, 0, .01, .6, .04, 0, .2, .03 }, 0.056, 0.345, 0.01)]
    public void Limits_are_near_those_of_scipy(double[] values, double low, double high, double tolerance)
    {
        ConfidenceInterval interval = Interval(ClusteredValues.Single([.. values.Order()]))!.Value;

        Assert.Equal(low, interval.Low, tolerance);
        Assert.Equal(high, interval.High, tolerance);
    }

    [Fact]
    public void Equal_values_are_their_own_limits() =>
        Assert.Equal(new ConfidenceInterval(0.25, 0.25), Interval(ClusteredValues.Single([0.25, 0.25, 0.25])));

    [Fact]
    public void Clusters_are_resampled_as_a_whole()
    {
        // Values within a cluster are equal: ten of them contain no more information than one.
        double[] means = [0.1, 0.5, 0.2, 0.9, 0.4, 0.6];
        double[] values = [.. means.SelectMany(mean => Enumerable.Repeat(mean, 10))];
        string[] clusters = [.. means.SelectMany((_, index) => Enumerable.Repeat($"c{index}", 10))];

        ConfidenceInterval clustered = Interval(ClusteredValues.Of(values, clusters))!.Value;
        ConfidenceInterval single = Interval(ClusteredValues.Single([.. means.Order()]))!.Value;
        ConfidenceInterval naive = Interval(ClusteredValues.Single([.. values.Order()]))!.Value;

        Assert.Equal(single.Low, clustered.Low, 0.03);
        Assert.Equal(single.High, clustered.High, 0.03);
        Assert.True(naive.High - naive.Low < (clustered.High - clustered.Low) / 2);
    }

    private static ConfidenceInterval? Interval(ClusteredValues values) =>
        BcaBootstrap.Interval(values, 0.95, RandomStream.Of(0, "test"), default);
}
