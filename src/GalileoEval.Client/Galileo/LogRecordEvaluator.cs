namespace GalileoEval.Galileo;

/// <summary>Computes the state and the counts of a log-record validation from its rows.</summary>
internal static class LogRecordEvaluator
{
    /// <summary>The status of a score that is not computed (yet).</summary>
    public const string NotComputed = "not_computed";

    /// <summary>The status of a score that does not apply to its record.</summary>
    public const string NotApplicable = "not_applicable";

    /// <summary>Whether a score with a status has a value.</summary>
    public static bool IsScored(string? status) => status is "success" or "roll_up";

    /// <summary>Whether a score with a status ended in an error.</summary>
    public static bool IsFailed(string? status) => status is "error" or "failed";

    /// <summary>Whether a score with a status is final. An unknown status is not final.</summary>
    /// <returns>True if a single poll shows that it is final; <see cref="NotComputed"/> is not.</returns>
    public static bool IsFinal(string? status) => IsScored(status) || IsFailed(status) || status is NotApplicable;

    /// <summary>Whether a status is known to this version.</summary>
    /// <returns>False for a newer value.</returns>
    public static bool IsKnown(string? status) => IsFinal(status) || status is null or "pending" or "computing" or NotComputed;

    /// <summary>Evaluates one poll of all records.</summary>
    /// <param name="earlier">The earlier state, with the values that only the start knows.</param>
    /// <param name="recordCount">The number of records, scored or not.</param>
    /// <param name="scores">The rows.</param>
    /// <param name="notComputedIsFinal">Whether <see cref="NotComputed"/> is final.</param>
    /// <returns>The validation as it is now.</returns>
    public static LogRecordValidation Evaluate(
        LogRecordValidation earlier, int recordCount, EvalList<LogRecordScore> scores, bool notComputedIsFinal = false)
    {
        int scored = scores.Count(static score => IsScored(score.Status));
        int failed = scores.Count(static score => IsFailed(score.Status));
        int notApplicable = scores.Count(score =>
            score.Status is NotApplicable || (notComputedIsFinal && score.Status is NotComputed));
        int pending = scores.Count - scored - failed - notApplicable;

        return new LogRecordValidation
        {
            ProjectId = earlier.ProjectId,
            MetricsExperimentId = earlier.MetricsExperimentId,
            Path = earlier.Path,
            LogStreamId = earlier.LogStreamId,
            ExperimentId = earlier.ExperimentId,
            DatasetId = earlier.DatasetId,
            Status = StatusOf(scores),
            State = recordCount == 0 ? EvalState.Pending
                : scores.Count == 0 || pending > 0 ? EvalState.Running
                : failed > 0 ? EvalState.Failed
                : EvalState.Succeeded,
            RecordCount = recordCount,
            ScoredCount = scored,
            FailedCount = failed,
            NotApplicableCount = notApplicable,
            PendingCount = pending,
            AverageScore = Average(scores, "success") ?? Average(scores, "roll_up"),
            Scores = scores,
        };
    }

    private static string? StatusOf(IEnumerable<LogRecordScore> scores)
    {
        string status = string.Join(
            ",", scores.Select(score => score.Status).OfType<string>().Distinct().OrderBy(word => word, StringComparer.Ordinal));
        return status.Length > 0 ? status : null;
    }

    private static double? Average(IEnumerable<LogRecordScore> scores, string status)
    {
        double sum = 0;
        int count = 0;
        foreach (LogRecordScore score in scores)
        {
            if (score.Status == status && Number(score.Score) is double number)
            {
                sum += number;
                count++;
            }
        }

        return count > 0 ? sum / count : null;
    }

    private static double? Number(object? score) => score switch
    {
        long whole => whole,
        double number when !double.IsNaN(number) && !double.IsInfinity(number) => number,
        bool flag => flag ? 1 : 0,
        _ => null,
    };
}
