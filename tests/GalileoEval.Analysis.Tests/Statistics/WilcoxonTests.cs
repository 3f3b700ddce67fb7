using GalileoEval.Analysis.Statistics;

namespace GalileoEval.Analysis.Tests.Statistics;

/// <summary>Reference: scipy 1.10.1, <c>wilcoxon(d, zero_method='wilcox', correction=False, mode='approx')</c>.</summary>
public class WilcoxonTests
{
    [Fact]
    public void Statistic_and_p_value_agree_with_scipy()
    {
        double[] first = [125, 115, 130, 140, 140, 115, 140, 125, 140, 135];
        double[] second = [110, 122, 125, 120, 140, 124, 123, 137, 135, 145];

        double statistic = Wilcoxon.Statistic([.. second.Zip(first, (after, before) => after - before)])!.Value;

        Assert.Equal(-0.533582250055877, statistic, 1e-9);
        Assert.Equal(0.5936305914425295, Wilcoxon.PValue(statistic), 1e-9);
    }

    // The differences as decimal numbers: numpy.round(y - x, 9).
    [Fact]
    public void Differences_within_the_rounding_error_are_ties()
    {
        double[] x = [0.8, 0.9, 0.7, 0.6, 0.95, 0.4, 0.85, 0.9];
        double[] y = [0.7, 0.9, 0.5, 0.6, 0.9, 0.45, 0.6, 0.8];

        double statistic = Wilcoxon.Statistic([.. x.Zip(y, (before, after) => after - before)])!.Value;

        Assert.Equal(-1.8973665961010275, statistic, 1e-9);
        Assert.Equal(0.057779571123597245, Wilcoxon.PValue(statistic), 1e-9);
    }

    [Fact]
    public void There_is_no_statistic_without_differences() => Assert.Null(Wilcoxon.Statistic([0, 0, 0]));
}
