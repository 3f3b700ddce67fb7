using GalileoEval.Analysis.Statistics;

namespace GalileoEval.Analysis.Tests.Statistics;

/// <summary>Reference: statsmodels 0.13.5, <c>multipletests(p, method='holm')</c>.</summary>
public class HolmTests
{
    [Fact]
    public void Adjusted_values_agree_with_statsmodels()
    {
        double[] adjusted = Holm.Adjust([0.01, 0.04, 0.03, 0.005, 0.5]);

        double[] expected = [0.04, 0.09, 0.09, 0.025, 0.5];
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], adjusted[i], 1e-12);
    }

    [Fact]
    public void An_empty_list_is_adjusted_to_an_empty_list() => Assert.Empty(Holm.Adjust([]));

    [Fact]
    public void A_single_p_value_is_not_changed_and_none_exceeds_one()
    {
        Assert.Equal([0.3], Holm.Adjust([0.3]));
        Assert.Equal([1.0, 1.0], Holm.Adjust([0.7, 0.6]));
    }
}
