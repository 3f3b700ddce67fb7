using GalileoEval.Analysis.Agreement;

namespace GalileoEval.Analysis.Tests.Agreement;

public class PercentAgreementTests
{
    [Fact]
    public void Is_the_share_of_equal_ratings_of_two_raters() =>
        Assert.Equal(0.75, RatingGrid.Parse("1234", "1233").Percent().Value);

    // A and B agree on 3 of 4, A and C on 1 of 2, B and C on 2 of 2.
    [Fact]
    public void Is_the_mean_over_the_pairs_of_raters() =>
        Assert.Equal((0.75 + 0.5 + 1) / 3, RatingGrid.Parse("1234", "1233", "..33").Percent().Value!.Value, 1e-12);

    [Fact]
    public void Ignores_pairs_without_a_common_unit() =>
        Assert.Equal(0.5, RatingGrid.Parse("12...", "11...", "..1..").Percent().Value);

    [Fact]
    public void Is_defined_without_variation() => Assert.Equal(
        new AgreementFigure(1, 1, 1, EvalIntervalMethod.PercentileBootstrap, null), RatingGrid.Parse("111", "111").Percent());

    [Fact]
    public void Has_an_interval_around_the_value()
    {
        AgreementFigure percent = RatingGrid.Parse("12341234123412341234", "12341233124412341224").Percent();

        // scipy.stats.bootstrap((agree,), numpy.mean, method='percentile') over the same 20 units, 17 of which agree.
        Assert.Equal(0.7, percent.Low!.Value, 0.051);
        Assert.Equal(1, percent.High!.Value, 0.051);
    }

    [Fact]
    public void Is_undefined_for_one_rater() =>
        Assert.Equal(AgreementFigure.Undefined(AgreementReason.OneRater), RatingGrid.Parse("1212").Percent());

    [Fact]
    public void Is_undefined_without_a_unit_that_two_raters_rated() =>
        Assert.Equal(AgreementFigure.Undefined(AgreementReason.NoSharedUnit), RatingGrid.Parse("12..", "..12").Percent());
}
