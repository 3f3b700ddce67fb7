using GalileoEval.Analysis.Agreement;
using GalileoEval.Analysis.Statistics;
using static GalileoEval.Analysis.EvalMeasurementLevel;

namespace GalileoEval.Analysis.Tests.Agreement;

public class KrippendorffAlphaTests
{
    // Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), section C: 4 observers, 12 units, 7 gaps.
    private static readonly string[] Krippendorff2011 = ["123321412...", "1233224125.3", ".3332342251.", "12332441251."];

    [Theory]
    [InlineData(Nominal, 0.743421)]
    [InlineData(Ordinal, 0.815388)]
    [InlineData(Interval, 0.849107)]
    [InlineData(Ratio, 0.797403)]
    public void Matches_the_published_example(EvalMeasurementLevel level, double expected) =>
        Assert.Equal(expected, RatingGrid.Parse(Krippendorff2011).Alpha(level).Value!.Value, 1e-6);

    // Krippendorff 2011, section A: 2 observers, 10 binary units, alpha 0.095. All levels are the same for two values.
    [Theory]
    [InlineData(Nominal)]
    [InlineData(Ordinal)]
    [InlineData(Interval)]
    [InlineData(Ratio)]
    public void Is_the_same_at_all_levels_for_two_values(EvalMeasurementLevel level) => Assert.Equal(
        0.0952380952380951, RatingGrid.Parse("0100000010", "1110010000").Alpha(level).Value!.Value, 1e-12);

    // The definition of section D in Python: sum(delta(a, b) / (m - 1)) over the pairs of a unit, over the expected disagreement,
    // for [0, 0, 10, 3, .5, -], [0, 1, 12, 3, .5, 2], [0, -, 8, 4, 1.5, 1].
    [Theory]
    [InlineData(Nominal, 0.2567567567567568)]
    [InlineData(Ordinal, 0.8629591454272864)]
    [InlineData(Interval, 0.9304297412856004)]
    [InlineData(Ratio, 0.6963332175383614)]
    public void Matches_the_definition_with_zeros_and_fractions(EvalMeasurementLevel level, double expected)
    {
        RatingGrid grid = RatingGrid.Of([0, 0, 10, 3, 0.5, null], [0, 1, 12, 3, 0.5, 2], [0, null, 8, 4, 1.5, 1]);

        Assert.Equal(expected, grid.Alpha(level).Value!.Value, 1e-12);
    }

    [Theory]
    [InlineData(Nominal)]
    [InlineData(Ordinal)]
    [InlineData(Interval)]
    [InlineData(Ratio)]
    public void Ignores_units_with_one_rating(EvalMeasurementLevel level)
    {
        RatingGrid all = RatingGrid.Parse("12345", "12344");
        RatingGrid withSingletons = RatingGrid.Of([1, 2, 3, 4, 5, null, 0.1], [1, 2, 3, 4, 4, 8.7, null]);

        Assert.Equal(all.Alpha(level), withSingletons.Alpha(level));
    }

    [Fact]
    public void Is_negative_for_systematic_disagreement() =>
        Assert.Equal(-0.5, RatingGrid.Parse("12", "21").Alpha(Nominal).Value!.Value, 1e-12);

    [Fact]
    public void Has_an_interval_around_the_value()
    {
        AgreementFigure alpha = RatingGrid.Parse(Krippendorff2011).Alpha(Interval);

        Assert.Equal(EvalIntervalMethod.PercentileBootstrap, alpha.Interval);
        Assert.InRange(alpha.Low!.Value, 0.2, alpha.Value!.Value - 0.01);
        Assert.InRange(alpha.High!.Value, alpha.Value.Value + 0.01, 1);
        Assert.Null(alpha.Reason);
    }

    [Fact]
    public void Has_a_narrower_interval_at_a_lower_confidence_level()
    {
        RatingGrid grid = RatingGrid.Parse(Krippendorff2011);

        Assert.True(grid.Alpha(Interval, confidenceLevel: 0.8).Low > grid.Alpha(Interval).Low);
    }

    [Fact]
    public void Has_another_interval_with_another_seed_and_the_same_with_the_same()
    {
        RatingGrid grid = RatingGrid.Parse(Krippendorff2011);

        Assert.Equal(grid.Alpha(Interval, seed: 1), grid.Alpha(Interval, seed: 1));
        Assert.NotEqual(grid.Alpha(Interval, seed: 1).Low, grid.Alpha(Interval, seed: 2).Low);
    }

    // The bootstrap of complete agreement never leaves 1, unless a resample has no variation.
    [Fact]
    public void Is_one_with_an_interval_of_one_for_complete_agreement()
    {
        AgreementFigure alpha = RatingGrid.Parse("123456789", "123456789").Alpha(Interval);

        Assert.Equal(new AgreementFigure(1, 1, 1, EvalIntervalMethod.PercentileBootstrap, null), alpha);
    }

    [Fact]
    public void Has_no_interval_when_more_than_5_percent_of_the_resamples_are_undefined()
    {
        AgreementFigure alpha = RatingGrid.Parse("12", "12").Alpha(Nominal);

        Assert.Equal(1, alpha.Value);
        Assert.Null(alpha.Low);
        Assert.Null(alpha.High);
        Assert.Null(alpha.Interval);
        Assert.Matches(@"^No interval: the statistic is not defined in \d+ of 1000 bootstrap resamples\.$", alpha.Reason);
    }

    [Fact]
    public void Has_no_interval_for_one_unit()
    {
        AgreementFigure alpha = RatingGrid.Parse("1", "2").Alpha(Nominal);

        Assert.Equal(AgreementFigure.WithoutInterval(0, "No interval: only one unit has ratings of two raters."), alpha);
    }

    [Fact]
    public void Is_undefined_without_variation() =>
        Assert.Equal(AgreementFigure.Undefined(AgreementReason.NoVariation), RatingGrid.Parse("111", "111").Alpha(Interval));

    // The only other value is in a unit with a single rating.
    [Fact]
    public void Is_undefined_without_variation_among_the_pairable_units() =>
        Assert.Equal(AgreementFigure.Undefined(AgreementReason.NoVariation), RatingGrid.Parse("1112", "111.").Alpha(Nominal));

    [Fact]
    public void Is_undefined_for_one_rater() =>
        Assert.Equal(AgreementFigure.Undefined(AgreementReason.OneRater), RatingGrid.Parse("1234").Alpha(Interval));

    [Fact]
    public void Is_undefined_without_a_unit_that_two_raters_rated() =>
        Assert.Equal(AgreementFigure.Undefined(AgreementReason.NoSharedUnit), RatingGrid.Parse("12..", "..34").Alpha(Interval));

    [Fact]
    public void Is_undefined_without_ratings() =>
        Assert.Equal(AgreementFigure.Undefined(AgreementReason.NoRatings), RatingGrid.Parse("..", "..").Alpha(Interval));

    [Fact]
    public void Is_undefined_for_ratios_of_negative_numbers()
    {
        AgreementFigure alpha = RatingGrid.Of([-1, 2, 3], [-1, 2, 4]).Alpha(Ratio);

        Assert.Equal(AgreementFigure.Undefined("Level Ratio requires numbers of zero or more, and some are negative."), alpha);
    }

    [Theory]
    [InlineData(Interval)]
    [InlineData(Ratio)]
    public void Is_undefined_for_distances_of_text(EvalMeasurementLevel level)
    {
        AgreementFigure alpha = KrippendorffAlpha.Measure(
            RatingGrid.Parse("123", "122").Table, level, null, 0.95, RandomStream.Of(0), CancellationToken.None);

        Assert.Equal(AgreementFigure.Undefined($"Level {level} requires numbers, and some ratings are text."), alpha);
    }

    [Theory]
    [InlineData(1e300)]
    [InlineData(1e-300)]
    [InlineData(1.7e308)]
    public void Does_not_depend_on_the_scale(double scale)
    {
        double?[] first = [.1, .2, .3, .3, .2, -.1, -1];
        double?[] second = [.1, .2, .2, .4, .5, -.2, 1];
        double expected = RatingGrid.Of(first, second).Alpha(Interval).Value!.Value;

        double actual = RatingGrid.Of(
            Array.ConvertAll(first, value => value * scale), Array.ConvertAll(second, value => value * scale)).Alpha(Interval).Value!.Value;

        Assert.Equal(expected, actual, 1e-12);
    }

    [Fact]
    public void Keeps_the_differences_of_large_numbers()
    {
        double expected = RatingGrid.Of([1, 2, 3, 3], [1, 2, 3, 4]).Alpha(Interval).Value!.Value;
        double?[] first = Array.ConvertAll<double, double?>([1, 2, 3, 3], static value => 1e15 + value);
        double?[] second = Array.ConvertAll<double, double?>([1, 2, 3, 4], static value => 1e15 + value);

        Assert.Equal(expected, RatingGrid.Of(first, second).Alpha(Interval).Value!.Value, 1e-12);
    }

    [Fact]
    public void Has_no_interval_for_ratios_of_very_many_values()
    {
        double?[] first = [.. Enumerable.Range(1, 2001).Select(static i => (double?)i)];

        AgreementFigure alpha = RatingGrid.Of(first, first).Alpha(Ratio);

        Assert.Equal(
            AgreementFigure.WithoutInterval(
                1, "No interval: level Ratio supports up to 2000 distinct values, and there are 2001."),
            alpha);
    }

    [Fact]
    public void Ends_when_it_is_cancelled()
    {
        RatingGrid grid = RatingGrid.Parse(Krippendorff2011);

        Assert.Throws<OperationCanceledException>(() => KrippendorffAlpha.Measure(
            grid.Table, Nominal, grid.Values, 0.95, RandomStream.Of(0), new CancellationToken(canceled: true)));
    }
}
