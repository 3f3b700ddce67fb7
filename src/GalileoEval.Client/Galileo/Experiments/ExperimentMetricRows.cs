using GalileoEval.Json;
using GalileoEval.Transport;

namespace GalileoEval.Galileo.Experiments;

/// <summary>Combines the metrics of an experiment from three places in the service's responses. A value in several places is one row,
/// from the first of: the structured metrics, the metrics in buckets, the aggregate metrics.</summary>
/// <param name="experiment">The experiment.</param>
/// <param name="scorerNames">The names of scorers by their IDs.</param>
internal sealed class ExperimentMetricRows(GalileoExperiment experiment, IReadOnlyDictionary<string, string> scorerNames)
{
    // The service's names of the statistics, in the order of the rows.
    private static readonly (string Key, string Statistic)[] Statistics =
    [
        ("avg", "Mean"), ("average", "Mean"), ("mean", "Mean"), ("sum", "Sum"), ("total", "Sum"), ("min", "Minimum"), ("max", "Maximum"),
        ("count", "Count"), ("pct", "Percentage"), ("p50", "Median"), ("median", "Median"), ("p90", "P90"), ("p95", "P95"), ("p99", "P99"),
    ];

    private readonly List<string> _metrics = [];
    private readonly Dictionary<string, List<GalileoExperimentMetric>> _rows = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Creates the rows.</summary>
    /// <param name="experiment">The experiment, with its aggregate metrics.</param>
    /// <param name="bucketed">Its metrics in buckets.</param>
    /// <param name="scorerNames">The names of scorers by their IDs; an unknown ID is used as the name.</param>
    /// <returns>The rows by metric: the statistics of each, then its buckets.</returns>
    public static IReadOnlyList<GalileoExperimentMetric> Of(
        GalileoExperiment experiment, IReadOnlyList<BucketedMetric> bucketed, IReadOnlyDictionary<string, string> scorerNames)
    {
        ExperimentMetricRows rows = new(experiment, scorerNames);
        foreach (KeyValuePair<string, object?> metric in Members(experiment.StructuredMetrics))
        {
            if (metric.Value is JsonMap statistics)
                rows.AddStatistics(metric.Key, statistics);
        }

        foreach (BucketedMetric metric in bucketed)
            rows.AddBucketed(metric);
        foreach (KeyValuePair<string, object?> metric in Members(experiment.StructuredMetrics))
        {
            if (metric.Value is JsonMap statistics && statistics.TryGetValue("value_distribution", out object? distribution))
                rows.AddBuckets(metric.Key, distribution as JsonMap);
        }

        foreach (KeyValuePair<string, object?> metric in Members(experiment.Metrics))
            rows.AddAggregate(metric.Key, metric.Value);
        return [.. rows._metrics.SelectMany(metric => rows._rows[metric].OrderBy(static row => row.Bucket is null ? 0 : 1))];
    }

    /// <summary>The keys and names that are IDs of scorers.</summary>
    /// <param name="experiment">The experiment, with its aggregate metrics.</param>
    /// <param name="bucketed">Its metrics in buckets.</param>
    /// <returns>UUIDs.</returns>
    public static IEnumerable<string> ScorerIds(GalileoExperiment experiment, IReadOnlyList<BucketedMetric> bucketed) =>
        (experiment.StructuredMetrics?.Keys ?? Enumerable.Empty<string>())
            .Concat(bucketed.Select(static metric => metric.Name))
            .Select(RequestPath.Uuid)
            .OfType<string>();

    private void AddStatistics(string key, JsonMap statistics)
    {
        long? count = statistics.TryGetValue("count", out object? counted) ? counted as long? : null;
        foreach ((string name, string statistic) in Statistics)
        {
            if (statistics.TryGetValue(name, out object? value) && Number(value) is { } number)
                Add(Row(key, statistic) with { Value = number, Count = count });
        }
    }

    private void AddBucketed(BucketedMetric metric)
    {
        string name = metric.Name!;
        long? count = metric.Buckets is { Count: > 0 } buckets && Total(buckets) is >= 0 and < long.MaxValue and var total ? (long)total : null;
        if (metric.Average is { } average)
            Add(Row(name, "Mean") with { Value = average, Count = count });
        AddBuckets(name, metric.Buckets);

        // The structured metrics do not say the type of their values.
        List<GalileoExperimentMetric> rows = RowsOf(Row(name, "").Metric);
        for (int i = 0; i < rows.Count; i++)
            rows[i] = rows[i] with { DataType = rows[i].DataType ?? metric.DataType, RollUpMethod = rows[i].RollUpMethod ?? metric.RollUpMethod };
    }

    // The buckets of a metric come from one place: two places may divide its values in two ways.
    private void AddBuckets(string key, JsonMap? buckets)
    {
        if (buckets is null || RowsOf(Row(key, "").Metric).Exists(static row => row.Bucket is not null))
            return;
        double total = Total(buckets);
        foreach (KeyValuePair<string, object?> bucket in buckets)
        {
            if (bucket.Value is not long count)
                continue;
            (double? low, double? high) = BucketBounds.Of(bucket.Key);
            Add(Row(key, GalileoExperimentMetric.BucketStatistic) with
            {
                Value = total > 0 ? count / total : null,
                Count = count,
                Bucket = bucket.Key,
                LowerBound = low,
                UpperBound = high,
            });
        }
    }

    // The keys have the form average_correctness. The prefix may also be part of the name of a metric.
    private void AddAggregate(string key, object? value)
    {
        if (value is JsonMap map)
        {
            AddStatistics(key, map);
            if (!map.Keys.Any(static name => Statistics.Any(known => known.Key == name)))
                AddBuckets(key, map);
            return;
        }

        if (Number(value) is not { } number)
            return;
        (string metric, string statistic) = (key, "Value");
        if (!_rows.ContainsKey(key))
        {
            foreach ((string prefix, string name) in Statistics)
            {
                if (key.Length > prefix.Length + 1 && key[prefix.Length] == '_' && key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                    (metric, statistic) = (key.Substring(prefix.Length + 1), name);
            }
        }

        Add(Row(metric, statistic) with { Value = number });
    }

    private GalileoExperimentMetric Row(string key, string statistic)
    {
        string? id = RequestPath.Uuid(key);
        return new GalileoExperimentMetric
        {
            Metric = id is not null && scorerNames.TryGetValue(id, out string? name) ? name : key,
            ScorerId = id,
            Statistic = statistic,
            ExperimentId = experiment.ExperimentId,
            ExperimentName = experiment.Name,
            ProjectId = experiment.ProjectId,
            CreatedAt = experiment.CreatedAt,
        };
    }

    private void Add(GalileoExperimentMetric row)
    {
        List<GalileoExperimentMetric> rows = RowsOf(row.Metric);
        int known = rows.FindIndex(other => other.Statistic == row.Statistic && other.Bucket == row.Bucket);
        if (known < 0)
            rows.Add(row);
        else
            rows[known] = Completed(rows[known], row);
    }

    // The first place has the more precise value, but may have fewer details.
    private static GalileoExperimentMetric Completed(GalileoExperimentMetric first, GalileoExperimentMetric other) => first with
    {
        Count = first.Count ?? other.Count,
        ScorerId = first.ScorerId ?? other.ScorerId,
    };

    private List<GalileoExperimentMetric> RowsOf(string metric)
    {
        if (!_rows.TryGetValue(metric, out List<GalileoExperimentMetric>? rows))
        {
            _rows.Add(metric, rows = []);
            _metrics.Add(metric);
        }

        return rows;
    }

    private static IEnumerable<KeyValuePair<string, object?>> Members(JsonMap? map) => map ?? Enumerable.Empty<KeyValuePair<string, object?>>();

    private static double Total(JsonMap buckets) => buckets.Values.OfType<long>().Sum(static count => (double)count);

    private static double? Number(object? value) => value switch
    {
        long whole => whole,
        double number when !double.IsNaN(number) && !double.IsInfinity(number) => number,
        _ => null,
    };
}
