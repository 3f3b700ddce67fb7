using GalileoEval.Analysis.Agreement;
using GalileoEval.Analysis.Statistics;

namespace GalileoEval.Analysis.Tests.Agreement;

/// <summary>What holds for any ratings.</summary>
public class AgreementPropertyTests
{
    private const int Raters = 4;
    private const int Categories = 4;

    private static readonly double[] Values = [0, 1, 3, 7];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 40)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_result_does_not_depend_on_the_order_of_the_input(int seed)
    {
        Rating[] ratings = RandomRatings(seed, gaps: true);
        Rating[] shuffled = [.. ratings];
        new Random(seed + 1).Shuffle(shuffled);

        Assert.Equal(AllOf(ratings), AllOf(shuffled));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_result_does_not_depend_on_the_numbers_of_the_units(int seed)
    {
        Rating[] ratings = RandomRatings(seed, gaps: true);

        Assert.Equal(AllOf(ratings), AllOf(Array.ConvertAll(ratings, static rating => rating with { Unit = 1000 - rating.Unit })));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_value_does_not_depend_on_the_order_of_the_raters(int seed)
    {
        Rating[] ratings = RandomRatings(seed, gaps: true);

        double?[] expected = Array.ConvertAll(AllOf(ratings), static figure => figure.Value);
        double?[] actual = Array.ConvertAll(
            AllOf(Array.ConvertAll(ratings, static rating => rating with { Rater = Raters - 1 - rating.Rater })),
            static figure => figure.Value);

        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i].HasValue, actual[i].HasValue);
            Assert.Equal(expected[i] ?? 0, actual[i] ?? 0, 1e-12);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Nothing_is_infinite_or_not_a_number_and_intervals_are_ordered(int seed)
    {
        // Few units, so that many cases are at the edge.
        foreach (AgreementFigure figure in AllOf(RandomRatings(seed, gaps: true, units: 1 + (seed % 4))))
        {
            Assert.All([figure.Value, figure.Low, figure.High], static number => Assert.True(number is null || double.IsFinite(number.Value)));
            Assert.Equal(figure.Low is null, figure.High is null);
            Assert.Equal(figure.Low is null, figure.Interval is null);
            Assert.Equal(figure.Low is null, figure.Reason is not null);
            Assert.True(figure.Low is null || figure.Low <= figure.High);
        }
    }

    // Krippendorff's nominal alpha of complete data is Fleiss's kappa corrected for small samples: alpha = 1 - (1 - kappa) (N - 1) / N
    // with N ratings.
    [Theory]
    [MemberData(nameof(Seeds))]
    public void Alpha_and_the_kappa_of_Fleiss_differ_by_the_correction_for_small_samples(int seed)
    {
        RatingTable table = RatingTable.Of(RandomRatings(seed, gaps: false), Categories);

        double kappa = FleissKappa.Measure(table, 0.95, Stream(), CancellationToken.None).Value!.Value;
        double alpha = KrippendorffAlpha.Measure(
            table, EvalMeasurementLevel.Nominal, null, 0.95, Stream(), CancellationToken.None).Value!.Value;

        Assert.Equal(1 - ((1 - kappa) * (table.RatingCount - 1) / table.RatingCount), alpha, 1e-12);
    }

    private static AgreementFigure[] AllOf(Rating[] ratings)
    {
        RatingTable table = RatingTable.Of([.. ratings], Categories);
        RatingTable pair = RatingTable.Of([.. ratings.Where(static rating => rating.Rater is 1 or 2)], Categories);
        EvalMeasurementLevel[] levels =
            [EvalMeasurementLevel.Nominal, EvalMeasurementLevel.Ordinal, EvalMeasurementLevel.Interval, EvalMeasurementLevel.Ratio];
        return
        [
            .. levels.Select(level => KrippendorffAlpha.Measure(table, level, Values, 0.95, Stream(), CancellationToken.None)),
            CohenKappa.Measure(pair, EvalAgreementWeight.None, 0.95),
            CohenKappa.Measure(pair, EvalAgreementWeight.Quadratic, 0.95),
            FleissKappa.Measure(table, 0.95, Stream(), CancellationToken.None),
            PercentAgreement.Measure(table, 0.95, Stream(), CancellationToken.None),
        ];
    }

    private static RandomStream Stream() => RandomStream.Of(0);

    private static Rating[] RandomRatings(int seed, bool gaps, int units = 15)
    {
        Random random = new(seed);
        return
        [
            .. from unit in Enumerable.Range(0, units)
               let truth = random.Next(Categories)
               from rater in Enumerable.Range(0, Raters)
               let category = random.Next(3) == 0 ? random.Next(Categories) : truth
               where !gaps || random.Next(5) > 0
               select new Rating(unit, rater, category),
        ];
    }
}
