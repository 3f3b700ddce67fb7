using System.Globalization;
using GalileoEval.Galileo;
using GalileoEval.Kolena;
using GalileoEval.Scale;

namespace GalileoEval.Formatting;

/// <summary>Work of any kind in a few words, for a table that shows them together.</summary>
internal static class TaskText
{
    /// <summary>The id, short enough for a column of 38.</summary>
    /// <param name="task">The work.</param>
    /// <returns>The id as its cmdlets take it; for Kolena the three ids, from agent to validation, or the two of a run.</returns>
    internal static string Id(IEvalTask task) => task switch
    {
        CodeScorerValidation validation => validation.TaskId,
        LogRecordValidation validation => validation.MetricsExperimentId,
        KolenaValidation validation => string.Format(
            CultureInfo.InvariantCulture, "{0}/{1}/{2}", validation.AgentId, validation.GroundTruthId, validation.ValidationId),
        KolenaAgentRun run => string.Format(CultureInfo.InvariantCulture, "{0}/{1}", run.AgentId, run.RunId),
        ScaleTask scaleTask => scaleTask.TaskId,
        ScaleBatch batch => batch.BatchId,
        _ => task.Describe(),
    };

    /// <summary>What came of it: the error, else the score, else how much there is.</summary>
    /// <param name="task">The work.</param>
    /// <returns>The text; empty when there is nothing to tell yet.</returns>
    internal static string Result(IEvalTask task) => task switch
    {
        CodeScorerValidation validation => validation.ErrorMessage ?? validation.TestScores.ToString(),
        LogRecordValidation validation =>
            OfRecords(validation.RecordCount, validation.ScoredCount, validation.AverageScore, validation.FailedCount),
        KolenaValidation { Score: double score } => $"score {EvalFormat.Score(score)}",
        KolenaAgentRun run => run.Results.ToString(),
        ScaleTask { Errors.Count: > 0 } scaleTask => scaleTask.Errors.ToString(),
        ScaleTask scaleTask => OfTask(scaleTask.SensitiveContentReports.Count, scaleTask.Threads.Count),
        _ => "",
    };

    /// <summary>What came of log records.</summary>
    internal static string OfRecords(int records, int scored, double? average, int failed)
    {
        if (records == 0)
            return "";
        string text = Count(scored, "score");
        if (average is double known)
            text += $", avg {EvalFormat.Score(known)}";
        return failed > 0 ? $"{text}, {failed} failed" : text;
    }

    /// <summary>What came of a task of Scale without errors.</summary>
    internal static string OfTask(int reports, int threads) =>
        reports > 0 ? Count(reports, "sensitive-content report")
        : threads > 0 ? Count(threads, "thread")
        : "";

    private static string Count(int count, string noun) =>
        string.Format(CultureInfo.CurrentCulture, count == 1 ? "{0} {1}" : "{0} {1}s", count, noun);
}
