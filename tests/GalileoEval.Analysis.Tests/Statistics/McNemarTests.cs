using GalileoEval.Analysis.Statistics;

namespace GalileoEval.Analysis.Tests.Statistics;

/// <summary>Reference: statsmodels 0.13.5, <c>mcnemar([[5, b], [c, 5]], exact=True)</c>.</summary>
public class McNemarTests
{
    [Theory]
    [InlineData(12, 4, 0.076812744140625)]
    [InlineData(4, 12, 0.076812744140625)]
    [InlineData(5, 1, 0.21875)]
    [InlineData(6, 0, 0.03125)]
    [InlineData(0, 1, 1)]
    [InlineData(8, 8, 1)]
    [InlineData(300, 250, 0.03657874554910267)]
    public void P_value_agrees_with_statsmodels(int first, int second, double expected) =>
        Assert.Equal(expected, McNemar.PValue(first, second)!.Value, 1e-9);

    [Fact]
    public void There_is_no_p_value_if_no_pair_differs() => Assert.Null(McNemar.PValue(0, 0));
}
