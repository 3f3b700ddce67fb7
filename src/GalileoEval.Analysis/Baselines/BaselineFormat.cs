using System.Globalization;
using System.Text.Json;
using GalileoEval.Errors;

namespace GalileoEval.Analysis.Baselines;

/// <summary>Writes and reads the JSON of baselines.</summary>
public sealed class BaselineFormat : IBaselineFormat
{
    /// <summary>The value of the field <c>schema</c>.</summary>
    internal const string Schema = "GalileoEval.Baseline";

    /// <summary>The version that this module writes, and the newest that it reads.</summary>
    internal const int Version = 1;

    /// <inheritdoc/>
    public IReadOnlyList<EvalBaselineItem> ItemsOf(ScoreTable scores)
    {
        List<EvalBaselineItem> items = [];
        foreach (ScoreSeries series in scores.Series)
        {
            HashSet<string> keys = new(StringComparer.Ordinal);
            for (int i = 0; i < series.Count; i++)
            {
                if (!keys.Add(series.KeyAt(i)) && !series.AveragesEqualKeys)
                    throw Twice(series, i);
                items.Add(ItemAt(series, i));
            }
        }

        items.Sort(Compare);
        return items;
    }

    /// <inheritdoc/>
    public string Write(EvalBaseline baseline, IReadOnlyList<EvalBaselineItem> items) => BaselineWriter.Write(baseline, items);

    /// <inheritdoc/>
    public IReadOnlyList<EvalBaselineItem> Read(string json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            return BaselineReader.Read(document.RootElement);
        }
        catch (JsonException e)
        {
            throw BaselineReader.Invalid($"it is truncated or not JSON: {e.Message}", e);
        }
    }

    private static EvalBaselineItem ItemAt(ScoreSeries series, int index)
    {
        string key = series.KeyAt(index);
        bool isHashed = series.IsTextKeyAt(index);
        return new EvalBaselineItem
        {
            Metric = series.Metric,
            Key = new EvalList<string>(isHashed ? [ScoreKeyText.Hash(key)] : ScoreKeyText.Split(key)),
            IsKeyHashed = isHashed,
            HasFailed = series.KindAt(index) == ScoreValueKind.Failed,
            Value = series.KindAt(index) switch
            {
                ScoreValueKind.Failed or ScoreValueKind.Missing => null,
                ScoreValueKind.Boolean => series.NumberAt(index) > 0,
                ScoreValueKind.Labels => new EvalList<string>([.. series.LabelsAt(index)]),
                ScoreValueKind.Text => series.LabelAt(index),
                // A number with unusual formatting, such as 007, may be a label.
                _ when series.LabelAt(index) != series.NumberAt(index).ToString("R", CultureInfo.InvariantCulture) =>
                    series.LabelAt(index),
                _ => series.NumberAt(index),
            },
        };
    }

    private static int Compare(EvalBaselineItem left, EvalBaselineItem right)
    {
        int order = string.CompareOrdinal(left.Metric, right.Metric);
        if (order == 0)
            order = string.CompareOrdinal(left.GetKeyText(), right.GetKeyText());
        return order != 0 ? order : string.CompareOrdinal(BaselineWriter.Line(left), BaselineWriter.Line(right));
    }

    private static EvalException Twice(ScoreSeries series, int index) =>
        new(EvalErrorCondition.InvalidArgument,
            $"The key '{ScoreKeyText.Display(series.KeyAt(index))}' occurs twice for the metric '{series.Metric}'.")
        {
            RecommendedAction = "Use -Key to specify the properties that identify an item.",
        };
}
