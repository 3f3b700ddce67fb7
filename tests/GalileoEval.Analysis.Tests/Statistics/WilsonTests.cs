using GalileoEval.Analysis.Statistics;

namespace GalileoEval.Analysis.Tests.Statistics;

/// <summary>Reference: statsmodels 0.13.5, <c>proportion_confint(count, total, 1 - level, 'wilson')</c>.</summary>
public class WilsonTests
{
    [Theory]
    [InlineData(8, 10, 0.95, 0.49016247153664183, 0.9433178485456247)]
    [InlineData(0, 10, 0.95, 0, 0.2775327998628892)]
    [InlineData(10, 10, 0.95, 0.7224672001371107, 1)]
    [InlineData(95, 100, 0.95, 0.8882495307680808, 0.9784563208456319)]
    [InlineData(1, 1, 0.95, 0.20654931437723745, 1)]
    [InlineData(3, 7, 0.9, 0.186443190363956, 0.7105229089864071)]
    [InlineData(500_000, 1_000_000, 0.99, 0.49871208962079455, 0.5012879103792054)]
    public void Interval_agrees_with_statsmodels(int count, int total, double level, double low, double high)
    {
        ConfidenceInterval interval = Wilson.Interval(count, total, level);

        Assert.Equal(low, interval.Low, 1e-12);
        Assert.Equal(high, interval.High, 1e-12);
    }

    [Fact]
    public void Limits_at_the_ends_are_exact()
    {
        Assert.Equal(0, Wilson.Interval(0, 17, 0.95).Low);
        Assert.Equal(1, Wilson.Interval(17, 17, 0.95).High);
    }
}
