using GalileoEval.Analysis.Reports.Html;
using GalileoEval.Analysis.Reports.Model;
using GalileoEval.Analysis.Reports.Wording;

namespace GalileoEval.Analysis.Reports.Page;

/// <summary>The verdict, the key figures, and what needs attention.</summary>
internal static class VerdictSection
{
    private const int AttentionRows = 6;

    /// <summary>Creates the section.</summary>
    /// <returns>The section.</returns>
    public static HtmlElement Create(ReportModel model)
    {
        (Tone tone, string title, string text) = Headline.Of(model);
        HtmlElement section = new HtmlElement("section", "verdict " + Parts.ClassOf(tone))
            .Attribute("id", "verdict")
            .Attribute("aria-labelledby", "verdict-title")
            .Add(new HtmlElement("div", "headline").Add(
                Parts.Icon(tone),
                new HtmlElement("div").Add(
                    new HtmlElement("h2").Attribute("id", "verdict-title").Text(title),
                    new HtmlElement("p").Text(text))));
        HtmlElement tiles = Tiles(model);
        return section.Add(tiles.Children.Count > 0 ? tiles : null, Attention(model));
    }

    /// <summary>Creates the table of the rules.</summary>
    /// <returns>The section; null without rules.</returns>
    public static HtmlElement? CreateGates(ReportModel model, int rows)
    {
        if (model.Gates.Count == 0)
            return null;
        ReportTable table = new ReportTable("Gate rules")
            .Column("Rule", "wrap").Column("Outcome").Column("Metric", "name").Column("Statistic", "short")
            .Column("Actual", "number").Column("Required", "number").Column("Why", "wrap");
        foreach (EvalGateResult gate in model.Gates.Take(rows))
        {
            table.Row().Cell(gate.Rule)
                .Cell(Parts.Badge(ReportWords.Of(gate.Outcome)))
                .Cell(gate.Metric, gate.Group)
                .Cell(gate.Statistic, gate.Source?.ToString())
                .Cell(ReportWords.Actual(gate))
                .Cell(ReportWords.Required(gate))
                .Cell(gate.Message);
        }

        return Parts.Section("gates", "Gate rules", "A rule that checked nothing is inconclusive, and inconclusive is not passed.")
            .Add(table.ToElement(), Parts.NotShown(model.Gates.Count - rows));
    }

    private static HtmlElement Tiles(ReportModel model)
    {
        HtmlElement tiles = new("dl", "tiles");
        if (model.Gates.Count > 0)
        {
            int passed = model.Gates.Count(static gate => gate.Outcome == EvalGateOutcome.Passed);
            tiles.Add(Tile("Rules passed", ReportNumber.Count(passed), $"of {ReportNumber.Count(model.Gates.Count)}"));
        }

        if (model.Comparisons.Count > 0)
        {
            int regressed = model.Comparisons.Count(static one => one.Comparison.Verdict == EvalVerdict.Regressed);
            tiles.Add(Tile("Regressions", ReportNumber.Count(regressed), $"in {ReportWords.Counted(model.Comparisons.Count, "comparison")}"));
        }

        if (model.Summaries.Count > 0)
        {
            long failed = model.Summaries.Sum(static summary => (long)summary.Failed);
            tiles.Add(Tile(
                model.Summaries.Count == 1 ? "Metric" : "Metrics", ReportNumber.Count(model.Summaries.Count),
                failed > 0 ? $"{ReportNumber.Count(failed)} failed scores" : ReportWords.Counted(model.Summaries.Sum(static one => (long)one.Count), "value")));
        }

        EvalAgreement[] agreements = [.. model.Agreements.Where(static one => one.Value is not null)];
        if (agreements.Length > 0)
        {
            EvalAgreement lowest = agreements.OrderBy(static one => one.Value).First();
            tiles.Add(Tile("Lowest agreement", ReportNumber.Short(lowest.Value), lowest.Metric));
        }

        if (model.Work.Count > 0)
        {
            int failed = model.Work.Count(static item => item.State == EvalState.Failed);
            int open = model.Work.Count(static item => !item.State.IsFinal());
            string note = string.Join(", ", new[]
            {
                failed > 0 ? $"{ReportNumber.Count(failed)} failed" : null,
                open > 0 ? $"{ReportNumber.Count(open)} not finished" : null,
            }.Where(static part => part is not null));
            tiles.Add(Tile("Work", ReportNumber.Count(model.Work.Count), note.Length == 0 ? "all finished" : note));
        }

        return tiles;
    }

    private static HtmlElement Tile(string name, string value, string note) => new HtmlElement("div").Add(
        new HtmlElement("dt").Text(name),
        new HtmlElement("dd").Text(value + " ").Add(new HtmlElement("small").Text(note)));

    private static HtmlElement? Attention(ReportModel model) => model.Attention.Count == 0 ? null
        : new HtmlElement("div", "first").Add(
            new HtmlElement("h3").Text("Look at this first"),
            new HtmlElement("ol").Attribute("role", "list").AddAll(model.Attention.Take(AttentionRows).Select(static item =>
                new HtmlElement("li").Add(
                    new HtmlElement("div").Add(Parts.Badge((item.Tone, item.Word))),
                    new HtmlElement("p").Add(
                        new HtmlElement("a").Attribute("href", "#" + item.Section).Text(item.Subject),
                        new HtmlElement("span").Text(" — " + item.Text))))),
            Parts.NotShown(model.Attention.Count - AttentionRows, "more point"));
}
