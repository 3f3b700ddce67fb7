using GalileoEval.Analysis.Statistics;

namespace GalileoEval.Analysis.Agreement;

/// <summary>Fleiss's kappa ("Measuring nominal scale agreement among many raters", 1971): every unit has the same number of
/// ratings, by any raters.</summary>
internal sealed class FleissKappa : IUnitStatistic
{
    private readonly UnitTypes _types;
    private readonly double[] _agreements;
    private readonly double[] _frequencies;

    private FleissKappa(UnitTypes types, int categoryCount)
    {
        _types = types;
        _frequencies = new double[categoryCount];
        _agreements = Array.ConvertAll(types.Values, AgreementOf);
    }

    /// <inheritdoc/>
    public int[] TypeOfUnit => _types.TypeOfUnit;

    /// <inheritdoc/>
    public int TypeCount => _types.Values.Length;

    /// <summary>Computes kappa.</summary>
    /// <param name="table">The ratings.</param>
    /// <param name="confidenceLevel">The confidence level of the interval.</param>
    /// <param name="random">The source of random numbers.</param>
    /// <param name="cancellation">Cancels the work.</param>
    public static AgreementFigure Measure(
        RatingTable table, double confidenceLevel, RandomStream random, CancellationToken cancellation)
    {
        if (table.RatingCount == 0)
            return AgreementFigure.Undefined(AgreementReason.NoRatings);
        if (table.RaterCount == 1)
            return AgreementFigure.Undefined(AgreementReason.OneRater);

        // Units are sorted by their number of ratings.
        int fewest = table.Units[0].Values.Length;
        int most = table.Units[table.Units.Length - 1].Values.Length;
        if (fewest != most)
        {
            return AgreementFigure.Undefined(
                $"Fleiss's kappa requires the same number of ratings for every unit, and there are {fewest} to {most}: use Alpha.");
        }

        return fewest == 1
            ? AgreementFigure.Undefined(AgreementReason.NoSharedUnit)
            : UnitBootstrap.Measure(
                new FleissKappa(UnitTypes.Of(table.Units), table.CategoryCount),
                AgreementReason.NoVariation,
                confidenceLevel,
                random,
                cancellation);
    }

    /// <inheritdoc/>
    public double? ValueOf(int[] counts)
    {
        Array.Clear(_frequencies, 0, _frequencies.Length);
        double units = 0;
        double agreement = 0;
        for (int type = 0; type < counts.Length; type++)
        {
            int count = counts[type];
            if (count == 0)
                continue;
            foreach (int category in _types.Values[type])
                _frequencies[category] += count;
            units += count;
            agreement += count * _agreements[type];
        }

        if (_frequencies.Count(static frequency => frequency > 0) < 2)
            return null;

        double ratings = units * _types.Values[0].Length;
        double expected = _frequencies.Sum(frequency => frequency / ratings * (frequency / ratings));
        return ((agreement / units) - expected) / (1 - expected);
    }

    // The share of the pairs of ratings that agree.
    private static double AgreementOf(int[] categories)
    {
        double same = 0;
        for (int start = 0, end; start < categories.Length; start = end)
        {
            end = start + 1;
            while (end < categories.Length && categories[end] == categories[start])
                end++;
            same += (double)(end - start) * (end - start - 1);
        }

        return same / ((double)categories.Length * (categories.Length - 1));
    }
}
