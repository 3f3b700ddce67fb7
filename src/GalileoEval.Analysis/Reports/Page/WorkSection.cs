using System.Globalization;
using GalileoEval.Analysis.Reports.Html;
using GalileoEval.Analysis.Reports.Model;

namespace GalileoEval.Analysis.Reports.Page;

/// <summary>The work, and the scores of single records.</summary>
internal static class WorkSection
{
    /// <summary>Creates the section of the work.</summary>
    /// <returns>The section; null without work.</returns>
    public static HtmlElement? Create(ReportModel model, int rows)
    {
        if (model.Work.Count == 0)
            return null;
        bool hasTimes = model.Work.Any(static item => item.EndedAt is not null || item.CreatedAt is not null);
        ReportTable table = new ReportTable("Work", hasTools: true)
            .Column("Work", "wrap").Column("State", isChoice: true).Column("Service").Column("Result", "wrap");
        if (hasTimes)
            table.Column("Time, UTC");
        foreach (EvalReportWork item in model.Work.Take(rows))
        {
            table.Row()
                .Cell(new HtmlElement("span").Add(
                    item.Name is null ? new HtmlElement("span", "code").Text(item.Id) : new HtmlElement("span").Text(item.Name),
                    new HtmlElement("span", "quiet").Text(item.Kind).Add(
                        item.Name is null ? null : new HtmlElement("span").Text(" · ").Add(new HtmlElement("span", "code").Text(item.Id)))))
                .Cell(new HtmlElement("span").Add(Parts.Badge(ReportWords.Of(item.State)), Parts.Quiet(StatusOf(item))), ReportWords.Of(item.State).Word)
                .Cell(item.Service?.ToString())
                .Cell(new HtmlElement("span").Add(
                    item.Result is null ? null : new HtmlElement("span").Text(item.Result),
                    Error(item.Error)));
            if (hasTimes)
            {
                DateTime? time = item.EndedAt ?? item.CreatedAt;
                table.Cell(
                    time?.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
                    data: time?.ToString("o", CultureInfo.InvariantCulture) ?? "");
            }
        }

        return Parts.Section("work", "Work", "All work, with its last known state.")
            .Add(table.ToElement(), Parts.NotShown(model.Work.Count - rows));
    }

    /// <summary>Creates the section of the scores.</summary>
    /// <returns>The section; null without scores.</returns>
    public static HtmlElement? CreateScores(ReportModel model, int rows)
    {
        if (model.Scores.Count == 0)
            return null;
        ReportTable table = new ReportTable("Scores", hasTools: true)
            .Column("Record", "wrap").Column("Metric", "name", isChoice: true).Column("Score", "number").Column("Status").Column("Why", "wrap");
        foreach (EvalReportScore score in model.Scores.Take(rows))
        {
            table.Row()
                .Cell(new HtmlElement("span").Text(score.Name).Add(new HtmlElement("span", score.Name is null ? "code" : "quiet code").Text(score.Id)))
                .Cell(score.Metric)
                .Cell(ReportWords.Value(score.Value), data: score.Value.Kind is ScoreValueKind.Number or ScoreValueKind.Boolean ? Parts.Data(score.Value.Number) : "")
                .Cell(score.Status)
                .Cell(new HtmlElement("span").Add(
                    Error(score.Error),
                    Details("Explanation", score.Explanation), Details("Input", score.Input), Details("Output", score.Output)));
        }

        long shown = Math.Min(rows, model.Scores.Count);
        return Parts.Section("scores", "Scores", "Failed scores first, then the lowest.")
            .Add(table.ToElement(), Parts.NotShown(model.ScoreCount - shown));
    }

    // The service's status, if it differs from the state.
    private static string? StatusOf(EvalReportWork item) =>
        string.Equals(item.Status, item.State.ToString(), StringComparison.OrdinalIgnoreCase) ? null : item.Status;

    private static HtmlElement? Error(string? error)
    {
        if (error is null)
            return null;
        string line = AttentionList.LastLine(error);
        return line == error ? new HtmlElement("span").Text(error) : Details(line, error);
    }

    private static HtmlElement? Details(string summary, string? text) => text is null ? null
        : new HtmlElement("details").Add(new HtmlElement("summary").Text(summary), new HtmlElement("pre").Text(text));
}
