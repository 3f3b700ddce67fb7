using GalileoEval.Analysis.Statistics;

namespace GalileoEval.Analysis.Tests.Statistics;

/// <summary>Reference: Newcombe, Improved confidence intervals for the difference between binomial proportions based on paired
/// data, Statistics in Medicine 17 (1998), method 10, table II.</summary>
public class NewcombePairedTests
{
    [Fact]
    public void Interval_agrees_with_the_paper()
    {
        ConfidenceInterval interval = NewcombePaired.Interval(36, 12, 2, 0, 0.95);

        Assert.Equal(-0.3404, interval.Low, 5e-5);
        Assert.Equal(-0.0569, interval.High, 5e-5);
    }

    [Fact]
    public void Swapping_the_sides_changes_the_sign_only()
    {
        ConfidenceInterval interval = NewcombePaired.Interval(30, 9, 3, 8, 0.9);
        ConfidenceInterval exchanged = NewcombePaired.Interval(30, 3, 9, 8, 0.9);

        Assert.Equal(-interval.High, exchanged.Low, 1e-15);
        Assert.Equal(-interval.Low, exchanged.High, 1e-15);
    }

    [Theory]
    [InlineData(0, 10, 0, 0)]
    [InlineData(10, 0, 0, 0)]
    [InlineData(0, 0, 0, 1)]
    [InlineData(5, 0, 0, 5)]
    public void Degenerate_tables_have_finite_limits_around_the_difference(int both, int first, int second, int neither)
    {
        ConfidenceInterval interval = NewcombePaired.Interval(both, first, second, neither, 0.95);
        double difference = (second - first) / (double)(both + first + second + neither);

        Assert.InRange(interval.Low, -1, difference);
        Assert.InRange(interval.High, difference, 1);
    }
}
