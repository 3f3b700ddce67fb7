using System.Globalization;
using System.Text.Json;
using GalileoEval.Galileo.Records;
using GalileoEval.Json;

namespace GalileoEval.Galileo;

/// <summary>
/// Collects the rows of a log-record validation from its records. The service does not identify the validated metric:
/// the best rank in any record applies to all of them, so that a record to which the scorer does not apply never adds
/// another metric.
/// </summary>
internal sealed class LogRecordScoreCollector(string? projectId, string metricsExperimentId)
{
    private const string ValidationMetric = "registered_scorer_validation";

    private readonly LogRecordRun _run = new() { MetricsExperimentId = metricsExperimentId };
    private readonly HashSet<string> _seen = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<LogRecordScore> _scores = [];
    private LogRecordMetricRank _best = LogRecordMetricRank.Untold;

    /// <summary>The number of distinct records.</summary>
    public int RecordCount { get; private set; }

    /// <summary>The rows of the metric under validation, according to the records added so far.</summary>
    public EvalList<LogRecordScore> Scores => new(_scores);

    /// <summary>Adds a record, unless it was added before: records copied while pages are read shift others to the next
    /// page.</summary>
    /// <param name="record">The record.</param>
    public void Add(LogRecord record)
    {
        if (record.Id is { } id && !_seen.Add(id))
            return;

        RecordCount++;
        if (record.MetricInfo.ValueKind != JsonValueKind.Object)
            return;

        foreach (JsonProperty metric in record.MetricInfo.EnumerateObject())
        {
            LogRecordMetricRank rank = RankOf(metric.Name, metric.Value);
            if (rank < _best)
                continue;

            if (rank > _best)
            {
                _best = rank;
                _scores.Clear();
            }

            _scores.Add(LogRecordScoreReader.Read(projectId, _run, record, metric.Name, metric.Value));
        }
    }

    private static LogRecordMetricRank RankOf(string key, JsonElement entry)
    {
        if (entry.ValueKind != JsonValueKind.Object)
            return LogRecordMetricRank.Other;
        if (IsValidation(key) || IsValidation(entry.Member("metric_key_alias").Text()))
            return LogRecordMetricRank.Validation;
        if (entry.Member("scorer_type").Text() is { Length: > 0 } type)
        {
            return CultureInfo.InvariantCulture.CompareInfo.IndexOf(type, "code", CompareOptions.OrdinalIgnoreCase) >= 0
                ? LogRecordMetricRank.Code
                : LogRecordMetricRank.Other;
        }

        return LogRecordScoreReader.IsMeasure(key) ? LogRecordMetricRank.Other : LogRecordMetricRank.Untold;

        static bool IsValidation(string? name) => string.Equals(name, ValidationMetric, StringComparison.OrdinalIgnoreCase);
    }
}
