using GalileoEval.Analysis.Statistics;

namespace GalileoEval.Analysis.Tests.Statistics;

/// <summary>Reference: statsmodels 0.13.5, <c>OLS(v, ones(10)).fit(cov_type='cluster', cov_kwds={'groups': g,
/// 'use_correction': True}, use_t=True)</c>.</summary>
public class ClusterRobustTests
{
    private static readonly string[] Clusters = ["a", "a", "a", "b", "b", "c", "c", "c", "d", "e"];

    public static TheoryData<double[], double, double, double, double> Cases => new()
    {
        { [.2, .4, .3, .9, .8, .5, .6, .1, .7, .65], 0.515, 0.11382003338604323, 0.19898492543187024, 0.8310150745681297 },
        { [1, 1, 0, 1, 1, 1, 0, 1, 1, 1], 0.8, 0.08366600265340753, 0.5677059364614806, 1.0322940635385194 },
        { [.1, -.05, .2, .15, .0, .3, -.1, .25, .05, .12], 0.102, 0.019305439647933423, 0.04839950658580373, 0.15560049341419627 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Interval_agrees_with_statsmodels(double[] values, double mean, double error, double low, double high)
    {
        MeanInterval estimate = MeanInterval.Of(ClusteredValues.Of(values, Clusters), mean);

        Assert.Equal(error, estimate.Error, 1e-9);
        Assert.Equal(4, estimate.Freedom);
        Assert.Equal(low, estimate.At(0.95).Low, 1e-9);
        Assert.Equal(high, estimate.At(0.95).High, 1e-9);
    }

    [Fact]
    public void Test_agrees_with_statsmodels()
    {
        double[] values = [.1, -.05, .2, .15, .0, .3, -.1, .25, .05, .12];

        MeanInterval estimate = MeanInterval.Of(ClusteredValues.Of(values, Clusters), 0.102);

        Assert.Equal(5.283484958650953, estimate.Statistic, 1e-9);
        Assert.Equal(0.006155585841024365, StudentTDistribution.TwoSided(estimate.Statistic, estimate.Freedom), 1e-9);
    }

    [Fact]
    public void Clusters_of_one_value_are_the_same_as_none()
    {
        double[] values = [0.1, 0.4, 0.5, 0.9];

        MeanInterval robust = MeanInterval.Of(ClusteredValues.Of(values, ["a", "b", "c", "d"]), Moments.Mean(values));

        Assert.Equal(MeanInterval.Of(values).Error, robust.Error, 1e-15);
    }
}
