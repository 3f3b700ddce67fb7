using GalileoEval.Analysis.Statistics;

namespace GalileoEval.Analysis.Agreement;

/// <summary>Average pairwise percent agreement: for each pair of raters the share of the units that both rated with the same value,
/// and the mean of these shares. Between 0 and 1. Pairs without a common unit are ignored.</summary>
internal sealed class PercentAgreement : IUnitStatistic
{
    private readonly int[][] _pairs;
    private readonly bool[][] _agree;
    private readonly int[] _shared;
    private readonly int[] _agreeing;

    private PercentAgreement(RatedUnit[] units)
    {
        // Each unit is its own type, because the raters matter.
        TypeOfUnit = [.. Enumerable.Range(0, units.Length)];
        Dictionary<(int First, int Second), int> numbers = [];
        _pairs = new int[units.Length][];
        _agree = new bool[units.Length][];
        for (int i = 0; i < units.Length; i++)
            (_pairs[i], _agree[i]) = PairsOf(units[i], numbers);
        _shared = new int[numbers.Count];
        _agreeing = new int[numbers.Count];
    }

    /// <inheritdoc/>
    public int[] TypeOfUnit { get; }

    /// <inheritdoc/>
    public int TypeCount => TypeOfUnit.Length;

    /// <summary>Computes the mean share.</summary>
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
        return UnitBootstrap.Measure(
            new PercentAgreement(table.PairableUnits()), AgreementReason.NoSharedUnit, confidenceLevel, random, cancellation);
    }

    /// <inheritdoc/>
    public double? ValueOf(int[] counts)
    {
        Array.Clear(_shared, 0, _shared.Length);
        Array.Clear(_agreeing, 0, _agreeing.Length);
        for (int unit = 0; unit < counts.Length; unit++)
        {
            int count = counts[unit];
            if (count == 0)
                continue;
            int[] pairs = _pairs[unit];
            bool[] agree = _agree[unit];
            for (int i = 0; i < pairs.Length; i++)
            {
                _shared[pairs[i]] += count;
                if (agree[i])
                    _agreeing[pairs[i]] += count;
            }
        }

        double sum = 0;
        int used = 0;
        for (int pair = 0; pair < _shared.Length; pair++)
        {
            if (_shared[pair] == 0)
                continue;
            sum += (double)_agreeing[pair] / _shared[pair];
            used++;
        }

        return used == 0 ? null : sum / used;
    }

    private static (int[] Pairs, bool[] Agree) PairsOf(RatedUnit unit, Dictionary<(int, int), int> numbers)
    {
        int ratings = unit.Raters.Length;
        int[] pairs = new int[ratings * (ratings - 1) / 2];
        bool[] agree = new bool[pairs.Length];
        int next = 0;
        for (int i = 0; i < ratings; i++)
        {
            for (int j = i + 1; j < ratings; j++, next++)
            {
                (int, int) pair = (unit.Raters[i], unit.Raters[j]);
                if (!numbers.TryGetValue(pair, out int number))
                    numbers.Add(pair, number = numbers.Count);
                pairs[next] = number;
                agree[next] = unit.Categories[i] == unit.Categories[j];
            }
        }

        return (pairs, agree);
    }
}
