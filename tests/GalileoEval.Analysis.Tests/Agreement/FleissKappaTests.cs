using GalileoEval.Analysis.Agreement;

namespace GalileoEval.Analysis.Tests.Agreement;

public class FleissKappaTests
{
    // Fleiss 1971, table 1: 10 units, 14 raters, 5 categories. statsmodels.stats.inter_rater.fleiss_kappa.
    [Fact]
    public void Matches_the_published_example()
    {
        RatingGrid grid = RatingGrid.FromCounts(
            [0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1],
            [7, 7, 0, 0, 0], [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7]);

        AgreementFigure kappa = grid.Fleiss();

        Assert.Equal(0.20993070442195522, kappa.Value!.Value, 1e-12);
        Assert.Equal(EvalIntervalMethod.PercentileBootstrap, kappa.Interval);
        Assert.True(kappa.Low < kappa.Value && kappa.Value < kappa.High);
    }

    // statsmodels.stats.inter_rater.fleiss_kappa.
    [Fact]
    public void Matches_statsmodels_for_three_raters()
    {
        RatingGrid grid = RatingGrid.FromCounts([3, 0, 0], [1, 1, 1], [0, 3, 0], [2, 1, 0], [0, 1, 2], [0, 0, 3]);

        Assert.Equal(0.41666666666666674, grid.Fleiss().Value!.Value, 1e-12);
    }

    // Fleiss's kappa requires the same number of ratings, not the same raters.
    [Fact]
    public void Allows_different_raters_for_each_unit() =>
        Assert.Equal(
            RatingGrid.Parse("1221", "1121").Fleiss().Value,
            RatingGrid.Parse("12..", "1.2.", ".1..", "..21", "...1").Fleiss().Value);

    [Fact]
    public void Is_undefined_with_gaps() => Assert.Equal(
        AgreementFigure.Undefined("Fleiss's kappa requires the same number of ratings for every unit, and there are 2 to 3: use Alpha."),
        RatingGrid.Parse("121", "121", "12.").Fleiss());

    [Fact]
    public void Is_undefined_without_variation() =>
        Assert.Equal(AgreementFigure.Undefined(AgreementReason.NoVariation), RatingGrid.Parse("111", "111").Fleiss());

    [Fact]
    public void Is_undefined_for_one_rater() =>
        Assert.Equal(AgreementFigure.Undefined(AgreementReason.OneRater), RatingGrid.Parse("1212").Fleiss());

    [Fact]
    public void Is_undefined_without_a_unit_that_two_raters_rated() =>
        Assert.Equal(AgreementFigure.Undefined(AgreementReason.NoSharedUnit), RatingGrid.Parse("12..", "..12").Fleiss());

    [Fact]
    public void Is_undefined_without_ratings() =>
        Assert.Equal(AgreementFigure.Undefined(AgreementReason.NoRatings), RatingGrid.Parse(".", ".").Fleiss());
}
