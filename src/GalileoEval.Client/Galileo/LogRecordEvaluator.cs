namespace GalileoEval.Galileo;

/// <summary>Computes the state and the counts of a log-record validation from its rows.</summary>
internal static class LogRecordEvaluator
{
    /// <summary>The status of a score that is not computed (yet).</summary>
    public const string NotComputed = "not_computed";

    /// <summary>Whether a row is final. An unknown status is not final.</summary>
    /// <param name="score">The row.</param>
    /// <returns>True if a single poll shows that it is final; <see cref="NotComputed"/> is not.</returns>
    public static bool IsFinal(LogRecordScore score) => IsScored(score) || IsFailed(score) || score.Status is "not_applicable";

    /// <summary>Whether the status of a row is known to this version.</summary>
    /// <param name="score">The row.</param>
    /// <returns>False for a newer value.</returns>
    public static bool IsKnown(LogRecordScore score) =>
        IsFinal(score) || score.Status is null or "pending" or "computing" or NotComputed;

    /// <summary>Evaluates one poll of all records.</summary>
    /// <param name="earlier">The earlier state, with the values that only the start knows.</param>
    /// <param name="recordCount">The number of records, scored or not.</param>
    /// <param name="scores">The rows.</param>
    /// <param name="notComputedIsFinal">Whether <see cref="NotComputed"/> is final.</param>
    /// <returns>The validation as it is now.</returns>
    public static LogRecordValidation Evaluate(
        LogRecordValidation earlier, int recordCount, EvalList<LogRecordScore> scores, bool notComputedIsFinal = false)
    {
        int scored = scores.Count(IsScored);
        int failed = scores.Count(IsFailed);
        int notApplicable = scores.Count(score =>
            score.Status is "not_applicable" || (notComputedIsFinal && score.Status is NotComputed));
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

    private static bool IsScored(LogRecordScore score) => score.Status is "success" or "roll_up";

    private static bool IsFailed(LogRecordScore score) => score.Status is "error" or "failed";

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
