using System.Text;
using GalileoEval.Analysis.Reports.Model;
using GalileoEval.Analysis.Reports.Wording;

namespace GalileoEval.Analysis.Reports;

/// <summary>The report in GitHub Flavored Markdown, small enough for a job summary or a comment: tables have fewer rows if it
/// would be too large.</summary>
internal static class MarkdownReport
{
    /// <summary>The maximum size of a report, in bytes.</summary>
    public const int MaximumSize = 60 * 1024;

    private const int AttentionRows = 10;

    /// <summary>Writes the report.</summary>
    public static string Write(ReportModel model)
    {
        for (int rows = Math.Min(200, model.Options.MaximumRow); ; rows /= 2)
        {
            string text = Write(model, rows);
            if (Encoding.UTF8.GetByteCount(text) <= MaximumSize || rows == 0)
                return text;
        }
    }

    private static string Write(ReportModel model, int rows)
    {
        MarkdownWriter writer = new();
        writer.Heading(1, model.Options.Title);
        WriteVerdict(writer, model);
        writer.Table(
            "Gate rules", ["Outcome", "Rule", "Metric", "Statistic", "Actual>", "Required>", "Why"], model.Gates, rows,
            static gate =>
            [
                Sign(ReportWords.Of(gate.Outcome)), gate.Rule, ReportWords.Place(gate.Metric, gate.Group), gate.Statistic,
                ReportWords.Actual(gate), ReportWords.Required(gate), gate.Message,
            ]);
        writer.Table(
            "Metrics", ["Metric", "Values>", "Failed>", "Missing>", "Mean>", "Interval", "Pass rate>", "Distribution"], model.Summaries, rows,
            static one =>
            [
                ReportWords.Place(one.Metric, one.Group), ReportNumber.Count(one.Count), ReportNumber.Count(one.Failed),
                ReportNumber.Count(one.Missing), ReportNumber.Value(one.Mean), ReportNumber.Interval(one.Low, one.High),
                ReportNumber.Percent(one.PassRate), MarkdownWriter.Sparkline([.. one.Distribution.Select(static bin => (double)bin.Count)]),
            ]);
        writer.Table(
            "Comparison", ["Verdict", "Metric", "Pairs>", "Reference>", "New>", "Difference>", "Interval", "p, adjusted>", "Why"],
            model.Comparisons, rows, static one => Compared(one.Comparison));
        WriteChanges(writer, "Worst regressions", [.. model.Comparisons.SelectMany(static one => one.Regressions)], rows);
        WriteChanges(writer, "Best improvements", [.. model.Comparisons.SelectMany(static one => one.Improvements)], rows);
        writer.Table(
            "Trend", ["Trend", "Scores>", "First>", "Last>", "Course"], model.Trends, rows, static trend => Trend(trend));
        writer.Table(
            "Agreement", ["Metric", "Statistic", "Raters", "Value>", "Interval", "Units>", "Why"],
            [.. model.Agreements, .. model.Pairwise.SelectMany(static one => one.Pairs)], rows,
            static one =>
            [
                ReportWords.Place(one.Metric, one.Group), one.Statistic.ToString(),
                one.RaterA is null ? ReportNumber.Count(one.Raters) : $"{one.RaterA}, {one.RaterB}",
                ReportNumber.Value(one.Value), ReportNumber.Interval(one.Low, one.High), ReportNumber.Count(one.Units), one.Reason,
            ]);
        writer.Table(
            "Labels", ["Key", "Ratings>", "Labels"], model.Labels, rows,
            static set =>
            [
                set.Key, ReportNumber.Count(set.Labels.Sum(static label => label.Count)),
                string.Join(", ", set.Labels.Take(12).Select(static label => $"{label.Label} {ReportNumber.Count(label.Count)}")),
            ]);
        writer.Table(
            "Work", ["State", "Work", "ID", "Service", "Result"], model.Work, rows,
            static item =>
            [
                Sign(ReportWords.Of(item.State)), item.Name ?? item.Kind, item.Id, item.Service?.ToString(),
                item.Error is { } error ? AttentionList.LastLine(error) : item.Result,
            ]);
        WriteScores(writer, model, rows);
        writer.Table("Provenance", ["", ""], model.Provenance, int.MaxValue, static fact => [fact.Name, fact.Value]);
        return writer.ToString();
    }

    private static void WriteVerdict(MarkdownWriter writer, ReportModel model)
    {
        (Tone tone, string title, string text) = Headline.Of(model);
        writer.Paragraph($"**{Sign((tone, MarkdownWriter.Escaped(title)))}** — {MarkdownWriter.Escaped(text)}");
        if (model.Attention.Count == 0)
            return;
        writer.Heading(2, "Look at this first");
        foreach (AttentionItem item in model.Attention.Take(AttentionRows))
            writer.Item($"{Sign((item.Tone, item.Word))}: **{MarkdownWriter.Escaped(item.Subject)}** — {MarkdownWriter.Escaped(item.Text)}");
        writer.NotShown(model.Attention.Count - AttentionRows);
    }

    private static string?[] Compared(EvalScoreComparison one) =>
    [
        Sign(ReportWords.Of(one.Verdict)), ReportWords.Place(one.Metric, one.Group), ReportNumber.Count(one.Pairs),
        ReportNumber.Value(one.ReferenceMean), ReportNumber.Value(one.DifferenceMean), ReportNumber.Signed(one.Delta),
        ReportNumber.Interval(one.Low, one.High, signed: true), ReportNumber.PValue(one.AdjustedPValue ?? one.PValue), one.Reason,
    ];

    private static void WriteChanges(MarkdownWriter writer, string title, IReadOnlyList<EvalScoreChange> changes, int rows) =>
        writer.Table(
            title, ["Item", "Metric", "Reference>", "New>", "Change>"],
            [.. changes.OrderByDescending(static change => Math.Abs(change.Delta ?? 0)).ThenBy(static change => change.Key, StringComparer.Ordinal)],
            Math.Min(rows, 10),
            static change =>
            [
                change.Key, ReportWords.Place(change.Metric, change.Group), ReportWords.Value(change.Reference),
                ReportWords.Value(change.Difference), ReportNumber.Signed(change.Delta),
            ]);

    private static string?[] Trend(ReportTrend trend)
    {
        double[] values = [.. trend.Points.Where(static point => point.Value is not null).Select(static point => point.Value!.Value)];
        return
        [
            trend.Name, ReportNumber.Count(values.Length), values.Length == 0 ? ReportNumber.None : ReportNumber.Value(values[0]),
            values.Length == 0 ? ReportNumber.None : ReportNumber.Value(values[values.Length - 1]),
            MarkdownWriter.Sparkline([.. values.Skip(Math.Max(0, values.Length - 40))], fromZero: false),
        ];
    }

    private static void WriteScores(MarkdownWriter writer, ReportModel model, int rows)
    {
        // Texts of records are long, so fewer rows are shown.
        int shown = Math.Min(rows, 20);
        writer.Table(
            "Scores", model.Options.IncludeText
                ? ["Record", "Metric", "Score>", "Status", "Why", "Input", "Output"]
                : ["Record", "Metric", "Score>", "Status", "Why"],
            [.. model.Scores.Take(shown)], shown,
            score => model.Options.IncludeText
                ? [score.Name ?? score.Id, score.Metric, ReportWords.Value(score.Value), score.Status, Why(score), ReportText.Name(score.Input), ReportText.Name(score.Output)]
                : [score.Id ?? score.Name, score.Metric, ReportWords.Value(score.Value), score.Status, Why(score)]);
        writer.NotShown(model.ScoreCount - Math.Min(shown, model.Scores.Count));
    }

    private static string? Why(EvalReportScore score) =>
        score.Error is { } error ? AttentionList.LastLine(error) : ReportText.Name(score.Explanation);

    private static string Sign((Tone Tone, string Word) meaning) => meaning.Tone switch
    {
        Tone.Good => "✅ " + meaning.Word,
        Tone.Bad => "❌ " + meaning.Word,
        Tone.Warn => "⚠️ " + meaning.Word,
        _ => meaning.Word,
    };
}
