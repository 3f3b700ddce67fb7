using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using GalileoEval.Sandbox.Hosting;

namespace GalileoEval.Sandbox.Galileo;

/// <summary>The values of one metric over records, and the figures that the service makes of them.</summary>
internal sealed class MetricSeries(string name)
{
    private const string Duration = "duration_ns";
    private const int Quarters = 4;

    private readonly List<double> _numbers = [];
    private readonly List<string> _labels = [];
    private bool _isBoolean = true;

    public string Name => name;

    private bool IsText => _numbers.Count == 0;

    /// <summary>Collects the metrics of records: the scores that succeeded, and what the service measures itself.</summary>
    public static IReadOnlyList<MetricSeries> Of(IEnumerable<JsonObject> records)
    {
        List<MetricSeries> all = [];
        Dictionary<string, MetricSeries> byName = [];
        foreach (JsonObject record in records)
        {
            foreach (KeyValuePair<string, JsonNode?> score in record["metric_info"] as JsonObject ?? [])
            {
                if (Nodes.Text(score.Value?["status_type"]) == "success")
                    Add(score.Key, score.Value!["value"]);
            }

            foreach (KeyValuePair<string, JsonNode?> measure in record["metrics"] as JsonObject ?? [])
            {
                // The spans of a trace are a part of its duration.
                if (measure.Key != Duration || RecordRun.IsTrace(record))
                    Add(measure.Key, measure.Value);
            }
        }

        return all;

        void Add(string key, JsonNode? value)
        {
            if (!byName.TryGetValue(key, out MetricSeries? series))
            {
                byName.Add(key, series = new MetricSeries(key));
                all.Add(series);
            }

            series.Add(value);
        }
    }

    /// <summary>The mean, for the plain aggregates of an experiment; null for text.</summary>
    public double? Mean => IsText ? null : _numbers.Average();

    /// <summary>The statistics, for the structured aggregates of an experiment.</summary>
    public JsonObject Statistics()
    {
        double[] sorted = [.. _numbers.OrderBy(number => number)];
        return new JsonObject
        {
            ["avg"] = Mean,
            ["sum"] = IsText ? null : _numbers.Sum(),
            ["min"] = IsText ? null : sorted[0],
            ["max"] = IsText ? null : sorted[sorted.Length - 1],
            ["count"] = IsText ? _labels.Count : sorted.Length,
            ["pct"] = null,
            ["p50"] = Quantile(sorted, 0.5),
            ["p90"] = Quantile(sorted, 0.9),
            ["p95"] = Quantile(sorted, 0.95),
            ["p99"] = Quantile(sorted, 0.99),
            ["value_distribution"] = IsText ? Counted(_labels)
                : _isBoolean ? Counted(_numbers.Select(number => number.ToString(CultureInfo.InvariantCulture)))
                : null,
        };
    }

    /// <summary>The values in buckets: categories, or four ranges of numbers.</summary>
    public JsonObject InBuckets() => new()
    {
        ["name"] = name,
        ["buckets"] = IsText ? Counted(_labels)
            : _isBoolean ? Counted(_numbers.Select(number => number == 0 ? "false" : "true"))
            : Ranges(),
        ["average"] = Mean,
        ["roll_up_method"] = IsText ? "category_count" : "average",
        ["data_type"] = IsText ? "categorical" : _isBoolean ? "boolean" : _numbers.TrueForAll(IsShare) ? "percentage" : "count",
    };

    private void Add(JsonNode? value)
    {
        switch (value?.GetValueKind())
        {
            case JsonValueKind.True or JsonValueKind.False:
                _numbers.Add(value.GetValueKind() == JsonValueKind.True ? 1 : 0);
                break;
            case JsonValueKind.Number:
                _isBoolean = false;
                // A node that was made of a long does not convert to a double.
                _numbers.Add(double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture));
                break;
            case JsonValueKind.String:
                _labels.Add(value.GetValue<string>());
                break;
        }
    }

    private JsonObject Ranges()
    {
        bool areShares = _numbers.TrueForAll(IsShare);
        double low = areShares ? 0 : _numbers.Min();
        double width = ((areShares ? 1 : _numbers.Max()) - low) / Quarters;
        JsonObject ranges = [];
        for (int i = 0; i < Quarters; i++)
        {
            double from = low + (i * width);
            bool isLast = i == Quarters - 1;
            string label = string.Format(CultureInfo.InvariantCulture, "{0:0.####}-{1:0.####}", from, from + width);
            // Of a constant all values are in the last range.
            ranges[label] = _numbers.Count(number => (number >= from && number < from + width) || (isLast && number >= from + width));
        }

        return ranges;
    }

    private static bool IsShare(double number) => number is >= 0 and <= 1;

    private static JsonObject Counted(IEnumerable<string> labels)
    {
        JsonObject counts = [];
        foreach (IGrouping<string, string> label in labels.GroupBy(label => label).OrderBy(label => label.Key, StringComparer.Ordinal))
            counts[label.Key] = label.Count();
        return counts;
    }

    private static double? Quantile(double[] sorted, double share)
    {
        if (sorted.Length == 0)
            return null;
        double place = share * (sorted.Length - 1);
        int below = (int)place;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }
}
