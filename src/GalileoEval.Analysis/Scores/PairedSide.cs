using GalileoEval.Errors;
using GalileoEval.Text;

namespace GalileoEval.Analysis.Scores;

/// <summary>One side of a comparison, by key.</summary>
internal sealed class PairedSide
{
    private PairedSide(ScoreSeries? series, Dictionary<string, PairedItem> items)
    {
        Series = series;
        Items = items;
    }

    /// <summary>The scores; null if the side does not have the metric.</summary>
    public ScoreSeries? Series { get; }

    /// <summary>The items by key.</summary>
    public Dictionary<string, PairedItem> Items { get; }

    /// <summary>How many items have a value.</summary>
    public int ValueCount => Items.Values.Count(item => item.HasValue);

    /// <summary>How many scores failed.</summary>
    public int Failed => Series?.Failed ?? 0;

    /// <summary>How many scores are missing.</summary>
    public int Missing { get; private init; }

    /// <summary>Whether the mean of duplicate Booleans is neither 0 nor 1.</summary>
    public bool HasShares => Items.Values.Any(item => item.HasValue && item.Number is not (0 or 1));

    /// <summary>Groups scores by key.</summary>
    /// <param name="series">The scores; null for none.</param>
    /// <param name="kind">The kind of the values.</param>
    /// <param name="hashesKeys">Whether keys with text are hashed, because those of the other side are.</param>
    /// <param name="options">The options.</param>
    /// <exception cref="EvalException">InvalidArgument: a key appears twice.</exception>
    public static PairedSide Of(ScoreSeries? series, EvalScoreKind kind, bool hashesKeys, EvalCompareOptions options)
    {
        Dictionary<string, PairedItem> items = new(series?.Count ?? 0, StringComparer.Ordinal);
        int missing = 0;
        for (int i = 0; i < series?.Count; i++)
        {
            string key = hashesKeys && series.IsTextKeyAt(i) ? ScoreKeyText.Hash(series.KeyAt(i)) : series.KeyAt(i);
            if (!items.TryGetValue(key, out PairedItem? item))
                items.Add(key, item = new PairedItem(i));
            else if (options.Duplicate == EvalDuplicateHandling.Error && !series.AveragesEqualKeys)
                throw Duplicate(series, key);
            if (!Add(item, series, i, kind, options.FailedValue))
                missing++;
        }

        return new PairedSide(series, items) { Missing = missing };
    }

    // False if the score is missing.
    private static bool Add(PairedItem item, ScoreSeries series, int index, EvalScoreKind kind, double? failedValue)
    {
        if (series.KindAt(index) == ScoreValueKind.Failed)
        {
            if (kind != EvalScoreKind.Categorical && failedValue is { } value)
                item.Add(value);
            return true;
        }

        if (kind == EvalScoreKind.Categorical)
        {
            IReadOnlyList<string> labels = series.LabelsAt(index);
            if (labels.Count > 0)
                item.Add(labels);
            return labels.Count > 0;
        }

        bool hasNumber = ScoreNumbers.TryGet(series, index, kind, out double number);
        if (hasNumber)
            item.Add(number);
        return hasNumber;
    }

    private static EvalException Duplicate(ScoreSeries series, string key)
    {
        string place = series.Group is null ? series.Metric : $"{series.Metric} ({series.Group})";
        string shown = EvalText.OneLine(ScoreKeyText.Display(key), 200);
        return new EvalException(EvalErrorCondition.InvalidArgument, $"{place}: the key '{shown}' appears more than once on one side.")
        {
            RecommendedAction = "Specify more columns with -Key, or use -Duplicate Mean.",
        };
    }
}
