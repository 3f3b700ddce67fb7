using GalileoEval.Analysis.Reports.Wording;

namespace GalileoEval.Analysis.Reports.Model;

/// <summary>Selects what a reader should see first.</summary>
internal static class AttentionList
{
    /// <summary>Creates the list.</summary>
    /// <returns>Rules that did not pass, regressions, failures and inconclusive results, in this order.</returns>
    public static IReadOnlyList<AttentionItem> Of(
        IReadOnlyList<EvalGateResult> gates, IReadOnlyList<ReportComparison> comparisons, IReadOnlyList<EvalReportWork> work)
    {
        // A rule about a comparison duplicates the comparison itself.
        HashSet<(string?, string?)> told = [.. gates
            .Where(static gate => gate is { Source: EvalGateSource.Comparison, Outcome: EvalGateOutcome.Failed or EvalGateOutcome.Inconclusive })
            .Select(static gate => (gate.Metric, gate.Group))];
        ReportComparison[] untold = [.. comparisons.Where(one => !told.Contains((one.Comparison.Metric, one.Comparison.Group)))];
        return
        [
            .. Gates(EvalGateOutcome.Failed),
            .. Compared(EvalVerdict.Regressed),
            .. work.Where(static item => item.State == EvalState.Failed).Select(OfWork),
            .. Gates(EvalGateOutcome.Inconclusive),
            .. Compared(EvalVerdict.Inconclusive),
        ];

        IEnumerable<AttentionItem> Gates(EvalGateOutcome outcome) =>
            gates.Where(gate => gate.Outcome == outcome).Select(static gate => OfGate(gate));

        IEnumerable<AttentionItem> Compared(EvalVerdict verdict) =>
            untold.Where(one => one.Comparison.Verdict == verdict).Select(static one => OfComparison(one.Comparison));
    }

    private static AttentionItem OfGate(EvalGateResult gate)
    {
        (Tone tone, string word) = ReportWords.Of(gate.Outcome);
        string required = ReportWords.Required(gate);
        string text = gate.Message
            ?? $"{gate.Statistic} is {ReportWords.Actual(gate)}{(required.Length == 0 ? "" : $", required {required}")}.";
        return new AttentionItem(tone, word, ReportWords.NameOf(gate), text, "gates");
    }

    private static AttentionItem OfComparison(EvalScoreComparison comparison)
    {
        (Tone tone, string word) = ReportWords.Of(comparison.Verdict);
        string interval = ReportNumber.Interval(comparison.Low, comparison.High, signed: true);
        string change = $"{ReportNumber.Value(comparison.ReferenceMean)} → {ReportNumber.Value(comparison.DifferenceMean)}, "
            + $"{ReportNumber.Signed(comparison.Delta)}{(interval.Length == 0 ? "" : $" ({interval})")} "
            + $"over {ReportWords.Counted(comparison.Pairs, "pair")}.";
        string text = comparison.Verdict == EvalVerdict.Inconclusive && comparison.Reason is { } reason ? reason : change;
        return new AttentionItem(tone, word, ReportWords.Place(comparison.Metric, comparison.Group), text, "comparison");
    }

    private static AttentionItem OfWork(EvalReportWork item)
    {
        (Tone tone, string word) = ReportWords.Of(item.State);
        string error = item.Error is { } text ? LastLine(text) : item.Result ?? item.Status ?? "No reason was given.";
        return new AttentionItem(tone, word, item.Name ?? $"{item.Kind} {item.Id}", error, "work");
    }

    /// <summary>Returns the most useful line of an error: the last one of a traceback.</summary>
    internal static string LastLine(string error)
    {
        string[] lines = error.Split('\n');
        bool isTraceback = lines[0].StartsWith("Traceback", StringComparison.Ordinal);
        string line = (isTraceback ? lines.LastOrDefault(static one => one.Trim().Length > 0) : lines[0]) ?? error;
        return ReportText.Message(line) ?? "";
    }
}
