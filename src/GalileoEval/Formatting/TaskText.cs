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
        LogRecordValidation validation => OfRecords(validation),
        KolenaValidation { Score: double score } => $"score {EvalFormat.Score(score)}",
        KolenaAgentRun run => run.Results.ToString(),
        ScaleTask scaleTask => OfTask(scaleTask),
        _ => "",
    };

    private static string OfRecords(LogRecordValidation validation)
    {
        if (validation.RecordCount == 0)
            return "";
        string text = Count(validation.ScoredCount, "score");
        if (validation.AverageScore is double average)
            text += $", avg {EvalFormat.Score(average)}";
        return validation.FailedCount > 0 ? $"{text}, {validation.FailedCount} failed" : text;
    }

    private static string OfTask(ScaleTask task)
    {
        if (task.Errors.Count > 0)
            return task.Errors.ToString();
        if (task.SensitiveContentReports.Count > 0)
            return Count(task.SensitiveContentReports.Count, "sensitive-content report");
        return task.Threads.Count > 0 ? Count(task.Threads.Count, "thread") : "";
    }

    private static string Count(int count, string noun) =>
        string.Format(CultureInfo.CurrentCulture, count == 1 ? "{0} {1}" : "{0} {1}s", count, noun);
}
