using GalileoEval.Errors;

namespace GalileoEval.Analysis.Agreement;

/// <summary>The ratings of one metric and group, with their raters, units and categories as numbers.</summary>
internal sealed class RatingSeries
{
    private readonly ScoreSeries _series;
    private readonly int[] _units;
    private readonly int[] _raters;
    private readonly int[] _categories;

    /// <summary>Reads a series.</summary>
    /// <param name="series">The series, with keys and raters.</param>
    /// <exception cref="EvalException">InvalidArgument: a rater rated a unit twice, or a rating has no unit or no rater.</exception>
    public RatingSeries(ScoreSeries series)
    {
        _series = series;
        Kind = series.DecideKind();
        Raters = [.. Enumerable.Range(0, series.Count).Select(series.RaterAt).Distinct(StringComparer.Ordinal)];
        Array.Sort(Raters, StringComparer.Ordinal);
        Dictionary<string, int> raters = Raters.Select((rater, number) => (rater, number))
            .ToDictionary(static pair => pair.rater, static pair => pair.number, StringComparer.Ordinal);

        _units = new int[series.Count];
        _raters = new int[series.Count];
        Dictionary<string, int> units = new(StringComparer.Ordinal);
        HashSet<(int Unit, int Rater)> seen = [];
        for (int i = 0; i < series.Count; i++)
        {
            string key = series.KeyAt(i);
            CheckNames(i);
            if (!units.TryGetValue(key, out int unit))
                units.Add(key, unit = units.Count);
            _units[i] = unit;
            _raters[i] = raters[series.RaterAt(i)];
            if (!seen.Add((unit, _raters[i])))
                throw Twice(i);
        }

        (_categories, Values, CategoryCount) = Kind == EvalScoreKind.Categorical ? ReadLabels() : ReadNumbers();
    }

    /// <summary>The kind of the values; null without any.</summary>
    public EvalScoreKind? Kind { get; }

    /// <summary>The raters, in ordinal order.</summary>
    public string[] Raters { get; }

    /// <summary>The numeric value of each category, ascending; null for labels.</summary>
    public double[]? Values { get; }

    private int CategoryCount { get; }

    /// <summary>The ratings of all raters, or of a pair.</summary>
    /// <param name="first">One rater's number; null for all raters.</param>
    /// <param name="second">The other's.</param>
    /// <returns>The ratings with a value, and the number of units, including those without a value.</returns>
    public (RatingTable Table, int Units) Select(int? first = null, int? second = null)
    {
        List<Rating> ratings = [];
        HashSet<int> units = [];
        for (int i = 0; i < _units.Length; i++)
        {
            if (first is not null && _raters[i] != first && _raters[i] != second)
                continue;
            units.Add(_units[i]);
            if (_categories[i] >= 0)
                ratings.Add(new Rating(_units[i], _raters[i], _categories[i]));
        }

        return (RatingTable.Of([.. ratings], CategoryCount), units.Count);
    }

    // Labels are ranked in ordinal order.
    private (int[] Categories, double[]? Values, int Count) ReadLabels()
    {
        string?[] labels = [.. Enumerable.Range(0, _series.Count).Select(i => HasValue(i) ? _series.LabelAt(i) : null)];
        string[] distinct = [.. labels.OfType<string>().Distinct(StringComparer.Ordinal)];
        Array.Sort(distinct, StringComparer.Ordinal);
        int[] categories = Array.ConvertAll(
            labels, label => label is null ? -1 : Array.BinarySearch(distinct, label, StringComparer.Ordinal));
        return (categories, null, distinct.Length);
    }

    private (int[] Categories, double[]? Values, int Count) ReadNumbers()
    {
        // Adding zero makes the negative zero positive.
        double?[] numbers = [.. Enumerable.Range(0, _series.Count).Select(i => HasValue(i) ? _series.NumberAt(i) + 0.0 : (double?)null)];
        double[] distinct = [.. numbers.OfType<double>().Distinct()];
        Array.Sort(distinct);
        int[] categories = Array.ConvertAll(numbers, number => number is { } value ? Array.BinarySearch(distinct, value) : -1);
        return (categories, distinct, distinct.Length);
    }

    private bool HasValue(int index) => _series.KindAt(index) is not (ScoreValueKind.Failed or ScoreValueKind.Missing);

    private void CheckNames(int index)
    {
        if (string.IsNullOrWhiteSpace(_series.RaterAt(index)))
        {
            throw new EvalException(
                EvalErrorCondition.InvalidArgument,
                $"A rating of the metric '{_series.Metric}' has no rater: the unit is '{ScoreKeyText.Display(_series.KeyAt(index))}'.")
            {
                RecommendedAction = "Remove rows without a rater. Scale annotations have one if the task was read with -Option submissions.",
            };
        }

        if (ScoreKeyText.Display(_series.KeyAt(index)).Trim().Length == 0)
        {
            throw new EvalException(
                EvalErrorCondition.InvalidArgument,
                $"A rating of the metric '{_series.Metric}' by '{_series.RaterAt(index)}' has no unit.")
            {
                RecommendedAction = "Specify the columns of the unit with -Unit, and remove rows in which they are empty.",
            };
        }
    }

    private EvalException Twice(int index)
    {
        string group = _series.Group is null ? "" : $" in the group '{_series.Group}'";
        return new EvalException(
            EvalErrorCondition.InvalidArgument,
            $"The rater '{_series.RaterAt(index)}' rated the unit '{ScoreKeyText.Display(_series.KeyAt(index))}' twice for the metric '{_series.Metric}'{group}.")
        {
            RecommendedAction = "Specify more columns with -Unit, split the ratings with -GroupBy, or remove the repeated ones.",
        };
    }
}
