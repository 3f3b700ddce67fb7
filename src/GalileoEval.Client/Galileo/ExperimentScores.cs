using System.Text.Json;
using GalileoEval.Galileo.Records;
using GalileoEval.Json;

namespace GalileoEval.Galileo;

/// <summary>Counts the scores of the records of an experiment by status.</summary>
internal sealed class ExperimentScores
{
    private readonly HashSet<string> _seen = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _metrics = new(StringComparer.OrdinalIgnoreCase);
    private readonly SortedSet<string> _statuses = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _unknownStatuses = new(StringComparer.Ordinal);

    /// <summary>The number of distinct traces that were read.</summary>
    public int TraceCount { get; private set; }

    /// <summary>The number of scores.</summary>
    public int Scored { get; private set; }

    /// <summary>The number of scores that ended in an error.</summary>
    public int Failed { get; private set; }

    /// <summary>The number of scores that do not apply.</summary>
    public int NotApplicable { get; private set; }

    /// <summary>The number of scores that are not computed, which is final only if it persists.</summary>
    public int NotComputed { get; private set; }

    /// <summary>Whether a score is not final, so that no further records need to be read.</summary>
    public bool IsPending { get; private set; }

    /// <summary>Whether there is no score at all, not even a pending one.</summary>
    public bool IsEmpty => _statuses.Count == 0;

    /// <summary>The distinct statuses; null for none.</summary>
    public string? Status => IsEmpty ? null : string.Join(",", _statuses);

    /// <summary>The statuses that are unknown to this version.</summary>
    public IReadOnlyCollection<string> UnknownStatuses => _unknownStatuses;

    /// <summary>Adds a record.</summary>
    /// <param name="record">The record.</param>
    public void Add(LogRecord record)
    {
        // A record that is written while pages are read moves others to the next page.
        if (record.Id is { } id && !_seen.Add(id))
            return;
        if (record.Type is "trace" or null)
            TraceCount++;
        if (record.MetricInfo.ValueKind != JsonValueKind.Object)
            return;
        foreach (JsonProperty entry in record.MetricInfo.EnumerateObject())
        {
            if (LogRecordScoreReader.IsMeasure(entry.Name))
                continue;
            _metrics.Add(entry.Name);
            if (entry.Value.Member("metric_key_alias").Text() is { } alias)
                _metrics.Add(alias);
            Count(entry.Value.Member("status_type").Text());
        }
    }

    /// <summary>Whether any record has a score of a scorer, by its ID or name.</summary>
    public bool Has(string scorer) => _metrics.Contains(scorer);

    private void Count(string? status)
    {
        _statuses.Add(status ?? "none");
        if (LogRecordEvaluator.IsScored(status))
            Scored++;
        else if (LogRecordEvaluator.IsFailed(status))
            Failed++;
        else if (status is LogRecordEvaluator.NotApplicable)
            NotApplicable++;
        else if (status is LogRecordEvaluator.NotComputed)
            NotComputed++;
        else
            IsPending = true;

        if (!LogRecordEvaluator.IsKnown(status))
            _unknownStatuses.Add(status!);
    }
}
