using GalileoEval.Analysis.Scores;

namespace GalileoEval.Analysis.Tests.Scores;

/// <summary>Makes tables of scores, and measures and compares them.</summary>
internal static class Scores
{
    /// <summary>A table of one metric named m. Null is missing, a NaN failed; text is read as text.</summary>
    public static ScoreTable Table(IEnumerable<object?> values, IEnumerable<string>? keys = null, IEnumerable<string>? clusters = null)
    {
        ScoreTable table = new(hasKeys: true, hasClusters: clusters is not null);
        Add(table, "m", values, keys, clusters);
        return table;
    }

    /// <summary>Adds a metric to a table.</summary>
    public static void Add(
        ScoreTable table, string metric, IEnumerable<object?> values, IEnumerable<string>? keys = null, IEnumerable<string>? clusters = null)
    {
        string[]? names = keys?.ToArray();
        string[]? groups = clusters?.ToArray();
        int index = 0;
        foreach (object? value in values)
        {
            ScoreValue score = value switch
            {
                null => ScoreValue.Missing,
                double.NaN => ScoreValue.Failed,
                double number => ScoreValue.OfNumber(number),
                int number => ScoreValue.OfNumber(number),
                bool flag => ScoreValue.OfBoolean(flag),
                string[] labels => ScoreValue.OfLabels(labels),
                _ => ScoreValue.OfText((string)value),
            };
            table.SeriesOf(metric, null).Add(score, names?[index] ?? $"k{index:0000}", cluster: groups?[index]);
            index++;
        }
    }

    public static EvalScoreSummary Measure(IEnumerable<object?> values, EvalMeasureOptions? options = null, IEnumerable<string>? clusters = null) =>
        Assert.Single(new ScoreAnalysis().Measure(Table(values, clusters: clusters), options ?? new EvalMeasureOptions(), default));

    public static EvalScoreComparison Compare(
        IEnumerable<object?> reference, IEnumerable<object?> difference, EvalCompareOptions? options = null, IEnumerable<string>? clusters = null) =>
        Assert.Single(new ScoreAnalysis().Compare(
            Table(reference, clusters: clusters), Table(difference, clusters: clusters), options ?? new EvalCompareOptions(), default));

    /// <summary>Boxes numbers.</summary>
    public static IEnumerable<object?> Of(params double[] values) => values.Cast<object?>();
}
