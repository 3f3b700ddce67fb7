using GalileoEval.Analysis.Reports.Wording;

namespace GalileoEval.Analysis.Reports.Model;

/// <summary>The verdict in words.</summary>
internal static class Headline
{
    /// <summary>Describes the verdict.</summary>
    /// <returns>The tone, a title and a sentence.</returns>
    public static (Tone Tone, string Title, string Text) Of(ReportModel model)
    {
        if (model.IsEmpty)
            return (Tone.Neutral, "Nothing to report", "The pipeline contained no object that a report can show.");
        if (model.Verdict is not { } verdict)
            return (Tone.Neutral, "No verdict", "No gate rule was checked. The results are below.");
        string counts = Counts(model);
        return verdict switch
        {
            EvalGateOutcome.Passed => (Tone.Good, "Passed", counts),
            EvalGateOutcome.Failed => (Tone.Bad, "Failed", counts),
            EvalGateOutcome.Inconclusive => (Tone.Warn, "Inconclusive: not passed", counts),
            _ => (Tone.Warn, "Not passed: nothing was checked", counts),
        };
    }

    private static string Counts(ReportModel model)
    {
        (EvalGateOutcome Outcome, string Word)[] words =
        [
            (EvalGateOutcome.Failed, "failed"), (EvalGateOutcome.Inconclusive, "inconclusive"),
            (EvalGateOutcome.Passed, "passed"), (EvalGateOutcome.Skipped, "skipped"),
        ];
        IEnumerable<string> parts = words
            .Select(word => (word.Word, Count: model.Gates.Count(gate => gate.Outcome == word.Outcome)))
            .Where(static part => part.Count > 0)
            .Select(static part => $"{ReportNumber.Count(part.Count)} {part.Word}");
        return $"{ReportWords.Counted(model.Gates.Count, "gate rule")}: {string.Join(", ", parts)}.";
    }
}
