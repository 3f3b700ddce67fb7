using MathNet.Numerics.Distributions;

namespace GalileoEval.Analysis.Agreement;

/// <summary>Cohen's kappa of two raters (1960), weighted by the distance of the categories' ranks (Cohen 1968). Its interval is the
/// value plus and minus the normal quantile times the standard error for a kappa other than zero (Fleiss, Cohen and Everitt 1969,
/// "Large sample standard errors of kappa and weighted kappa").</summary>
internal sealed class CohenKappa
{
    private readonly Dictionary<(int First, int Second), double> _cells = [];
    private readonly double[] _first;
    private readonly double[] _second;
    private readonly EvalAgreementWeight _weight;
    private readonly int _pairs;

    private CohenKappa(List<(int First, int Second)> pairs, EvalAgreementWeight weight)
    {
        // Only the categories of these pairs: the weights depend on their number.
        int[] categories = [.. pairs.SelectMany(static pair => new[] { pair.First, pair.Second }).Distinct().OrderBy(static c => c)];
        Dictionary<int, int> ranks = [];
        foreach (int category in categories)
            ranks.Add(category, ranks.Count);

        _first = new double[categories.Length];
        _second = new double[categories.Length];
        _weight = weight;
        _pairs = pairs.Count;
        double share = 1.0 / pairs.Count;
        foreach (IGrouping<(int, int), (int First, int Second)> cell in pairs
            .GroupBy(pair => (ranks[pair.First], ranks[pair.Second])).OrderBy(static cell => cell.Key))
        {
            double probability = cell.Count() * share;
            _cells.Add(cell.Key, probability);
            _first[cell.Key.Item1] += probability;
            _second[cell.Key.Item2] += probability;
        }
    }

    /// <summary>Computes kappa.</summary>
    /// <param name="table">The ratings of two raters; units with only one rating are ignored.</param>
    /// <param name="weight">The weights.</param>
    /// <param name="confidenceLevel">The confidence level of the interval.</param>
    public static AgreementFigure Measure(RatingTable table, EvalAgreementWeight weight, double confidenceLevel)
    {
        if (table.RatingCount == 0)
            return AgreementFigure.Undefined(AgreementReason.NoRatings);
        if (table.RaterCount == 1)
            return AgreementFigure.Undefined(AgreementReason.OneRater);
        if (table.RaterCount > 2)
        {
            return AgreementFigure.Undefined(
                $"Cohen's kappa requires two raters, and there are {table.RaterCount}: use -Pairwise or another statistic.");
        }

        List<(int First, int Second)> pairs =
            [.. table.PairableUnits().Select(static unit => (unit.Categories[0], unit.Categories[1]))];
        return pairs.Count == 0
            ? AgreementFigure.Undefined(AgreementReason.NoSharedUnit)
            : new CohenKappa(pairs, weight).Measure(confidenceLevel);
    }

    private AgreementFigure Measure(double confidenceLevel)
    {
        if (_first.Length == 1)
            return AgreementFigure.Undefined(AgreementReason.NoVariation);

        double[] firstWeights = MeanWeights(_second);
        double[] secondWeights = MeanWeights(_first);
        double observed = _cells.Sum(cell => cell.Value * WeightOf(cell.Key.First, cell.Key.Second));
        double expected = 0;
        for (int i = 0; i < _first.Length; i++)
            expected += _first[i] * firstWeights[i];
        double kappa = (observed - expected) / (1 - expected);

        double squares = 0;
        foreach (KeyValuePair<(int First, int Second), double> cell in _cells)
        {
            (int i, int j) = cell.Key;
            double term = WeightOf(i, j) - ((firstWeights[i] + secondWeights[j]) * (1 - kappa));
            squares += cell.Value * term * term;
        }

        double center = kappa - (expected * (1 - kappa));
        double variance = Math.Max(0, squares - (center * center)) / (_pairs * (1 - expected) * (1 - expected));
        double margin = -Normal.InvCDF(0, 1, (1 - confidenceLevel) / 2) * Math.Sqrt(variance);
        return new AgreementFigure(kappa, kappa - margin, kappa + margin, EvalIntervalMethod.FleissCohenEveritt, null);
    }

    private double[] MeanWeights(double[] shares)
    {
        double[] means = new double[shares.Length];
        for (int i = 0; i < means.Length; i++)
        {
            for (int j = 0; j < shares.Length; j++)
                means[i] += shares[j] * WeightOf(i, j);
        }

        return means;
    }

    private double WeightOf(int first, int second)
    {
        double distance = Math.Abs(first - second) / (double)(_first.Length - 1);
        return _weight switch
        {
            EvalAgreementWeight.Linear => 1 - distance,
            EvalAgreementWeight.Quadratic => 1 - (distance * distance),
            _ => first == second ? 1 : 0,
        };
    }
}
