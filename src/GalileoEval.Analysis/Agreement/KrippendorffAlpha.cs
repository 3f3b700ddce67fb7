using GalileoEval.Analysis.Statistics;

namespace GalileoEval.Analysis.Agreement;

/// <summary>Krippendorff's alpha ("Computing Krippendorff's Alpha-Reliability", 2011): 1 minus the observed over the expected
/// disagreement. Any number of raters, gaps allowed.</summary>
/// <remarks>The coincidence matrix is never built. Disagreement is a sum over units, and all difference functions except Ratio are
/// squared differences of one number per category, so a resample takes time linear in the number of ratings, not quadratic in
/// the number of categories.</remarks>
internal sealed class KrippendorffAlpha : IUnitStatistic
{
    /// <summary>With more distinct values than this, Ratio has no interval: its expected disagreement is a sum over all pairs of
    /// values, computed again for each resample.</summary>
    public const int MaximumRatioValues = 2000;

    private readonly UnitTypes _types;
    private readonly EvalMeasurementLevel _level;
    private readonly double[] _positions;
    private readonly double[] _disagreements;
    private readonly double[] _frequencies;

    private KrippendorffAlpha(UnitTypes types, EvalMeasurementLevel level, double[] positions)
    {
        _types = types;
        _level = level;
        _positions = positions;
        _frequencies = new double[positions.Length];
        // Ranks, and so the disagreements of Ordinal, depend on the frequencies of the resample.
        _disagreements = level == EvalMeasurementLevel.Ordinal ? [] : Array.ConvertAll(types.Values, DisagreementOf);
    }

    /// <inheritdoc/>
    public int[] TypeOfUnit => _types.TypeOfUnit;

    /// <inheritdoc/>
    public int TypeCount => _types.Values.Length;

    /// <summary>Computes alpha.</summary>
    /// <param name="table">The ratings.</param>
    /// <param name="level">The level of measurement, not Auto.</param>
    /// <param name="values">The number of each category, ascending; null for text, which Interval and Ratio do not
    /// support.</param>
    /// <param name="confidenceLevel">The confidence level of the interval.</param>
    /// <param name="random">The source of random numbers.</param>
    /// <param name="cancellation">Cancels the work.</param>
    public static AgreementFigure Measure(
        RatingTable table,
        EvalMeasurementLevel level,
        double[]? values,
        double confidenceLevel,
        RandomStream random,
        CancellationToken cancellation)
    {
        RatedUnit[] units = table.PairableUnits();
        if (UndefinedReason(table, units, level, values) is { } reason)
            return AgreementFigure.Undefined(reason);

        int[] used = [.. units.SelectMany(static unit => unit.Values).Distinct().OrderBy(static category => category)];
        double[] positions = values is null ? new double[table.CategoryCount] : (double[])values.Clone();
        if (level == EvalMeasurementLevel.Interval)
            Scale(positions, positions[used[0]], positions[used[used.Length - 1]]);
        KrippendorffAlpha alpha = new(UnitTypes.Of(units), level, positions);
        return level == EvalMeasurementLevel.Ratio && used.Length > MaximumRatioValues
            ? alpha.WithoutInterval(used.Length)
            : UnitBootstrap.Measure(alpha, AgreementReason.NoVariation, confidenceLevel, random, cancellation);
    }

    /// <inheritdoc/>
    public double? ValueOf(int[] counts)
    {
        (double total, int used) = CountFrequencies(counts);
        if (used < 2)
            return null;

        double observed;
        double expected;
        switch (_level)
        {
            case EvalMeasurementLevel.Nominal:
                observed = SumOfDisagreements(counts);
                expected = (total * total) - _frequencies.Sum(static frequency => frequency * frequency);
                break;
            case EvalMeasurementLevel.Ratio:
                observed = SumOfDisagreements(counts);
                expected = ExpectedRatioDisagreement();
                break;
            case EvalMeasurementLevel.Ordinal:
                SetRanks(total);
                observed = 0;
                for (int type = 0; type < counts.Length; type++)
                {
                    if (counts[type] > 0)
                        observed += counts[type] * SquaredDifferences(_types.Values[type]);
                }

                expected = ExpectedSquaredDifferences(total);
                break;
            default:
                observed = SumOfDisagreements(counts);
                expected = ExpectedSquaredDifferences(total);
                break;
        }

        return 1 - ((total - 1) * observed / expected);
    }

    private static string? UndefinedReason(
        RatingTable table, RatedUnit[] units, EvalMeasurementLevel level, double[]? values)
    {
        if (table.RatingCount == 0)
            return AgreementReason.NoRatings;
        if (table.RaterCount == 1)
            return AgreementReason.OneRater;
        if (level is EvalMeasurementLevel.Interval or EvalMeasurementLevel.Ratio && values is null)
            return $"Level {level} requires numbers, and some ratings are text.";
        if (units.Length == 0)
            return AgreementReason.NoSharedUnit;
        return level == EvalMeasurementLevel.Ratio && units.Any(unit => values![unit.Values[0]] < 0)
            ? "Level Ratio requires numbers of zero or more, and some are negative."
            : null;
    }

    private AgreementFigure WithoutInterval(int distinctValues)
    {
        int[] counts = new int[TypeCount];
        foreach (int type in TypeOfUnit)
            counts[type]++;
        return ValueOf(counts) is { } value
            ? AgreementFigure.WithoutInterval(
                value, $"No interval: level Ratio supports up to {MaximumRatioValues} distinct values, and there are {distinctValues}.")
            : AgreementFigure.Undefined(AgreementReason.NoVariation);
    }

    // Alpha does not depend on the scale. Scaled to 0..1, no square overflows, and large numbers keep their differences.
    private static void Scale(double[] positions, double smallest, double largest)
    {
        double half = (largest / 2) - (smallest / 2);
        if (half == 0)
            return;
        for (int i = 0; i < positions.Length; i++)
            positions[i] = ((positions[i] / 2) - (smallest / 2)) / half;
    }

    private (double Total, int Used) CountFrequencies(int[] counts)
    {
        Array.Clear(_frequencies, 0, _frequencies.Length);
        double total = 0;
        for (int type = 0; type < counts.Length; type++)
        {
            int count = counts[type];
            if (count == 0)
                continue;
            int[] categories = _types.Values[type];
            foreach (int category in categories)
                _frequencies[category] += count;
            total += (double)count * categories.Length;
        }

        return (total, _frequencies.Count(static frequency => frequency > 0));
    }

    private double SumOfDisagreements(int[] counts)
    {
        double sum = 0;
        for (int type = 0; type < counts.Length; type++)
            sum += counts[type] * _disagreements[type];
        return sum;
    }

    // The sum over the ordered pairs of a unit's ratings, over m - 1.
    private double DisagreementOf(int[] categories)
    {
        int pairings = categories.Length - 1;
        switch (_level)
        {
            case EvalMeasurementLevel.Nominal:
                double same = 0;
                for (int start = 0, end; start < categories.Length; start = end)
                {
                    end = start + 1;
                    while (end < categories.Length && categories[end] == categories[start])
                        end++;
                    same += (double)(end - start) * (end - start);
                }

                return (((double)categories.Length * categories.Length) - same) / pairings;
            case EvalMeasurementLevel.Ratio:
                double sum = 0;
                for (int i = 0; i < categories.Length; i++)
                {
                    for (int j = i + 1; j < categories.Length; j++)
                        sum += SquaredRatioDifference(_positions[categories[i]], _positions[categories[j]]);
                }

                return 2 * sum / pairings;
            default:
                return SquaredDifferences(categories);
        }
    }

    // The sum of the squared differences of all ordered pairs of m numbers is 2 m times that of their deviations from the mean.
    private double SquaredDifferences(int[] categories)
    {
        double sum = 0;
        foreach (int category in categories)
            sum += _positions[category];
        double mean = sum / categories.Length;

        double squares = 0;
        foreach (int category in categories)
            squares += (_positions[category] - mean) * (_positions[category] - mean);
        return 2 * categories.Length * squares / (categories.Length - 1);
    }

    private double ExpectedSquaredDifferences(double total)
    {
        double sum = 0;
        for (int category = 0; category < _positions.Length; category++)
            sum += _frequencies[category] * _positions[category];
        double mean = sum / total;

        double squares = 0;
        for (int category = 0; category < _positions.Length; category++)
            squares += _frequencies[category] * (_positions[category] - mean) * (_positions[category] - mean);
        return 2 * total * squares;
    }

    private double ExpectedRatioDisagreement()
    {
        double sum = 0;
        for (int i = 0; i < _positions.Length; i++)
        {
            if (_frequencies[i] == 0)
                continue;
            double row = 0;
            for (int j = i + 1; j < _positions.Length; j++)
                row += _frequencies[j] * SquaredRatioDifference(_positions[i], _positions[j]);
            sum += _frequencies[i] * row;
        }

        return 2 * sum;
    }

    // The difference of two ranks is the difference of their midranks.
    private void SetRanks(double total)
    {
        double below = 0;
        for (int category = 0; category < _positions.Length; category++)
        {
            _positions[category] = (below + (_frequencies[category] / 2)) / total;
            below += _frequencies[category];
        }
    }

    private static double SquaredRatioDifference(double left, double right)
    {
        if (left == right)
            return 0;
        // Halved, because the sum could overflow.
        double share = ((left / 2) - (right / 2)) / ((left / 2) + (right / 2));
        return share * share;
    }
}
