using GalileoEval.Analysis.Reports.Charts;
using GalileoEval.Analysis.Reports.Html;
using GalileoEval.Analysis.Reports.Model;
using GalileoEval.Analysis.Reports.Wording;

namespace GalileoEval.Analysis.Reports.Page;

/// <summary>Paired differences with their intervals, a dot for each item, and the items that changed most.</summary>
internal static class ComparisonSection
{
    private const int DotCharts = 12;
    private const int DotsPerChart = 400;

    /// <summary>Creates the section.</summary>
    /// <returns>The section; null without comparisons.</returns>
    public static HtmlElement? Create(ReportModel model, int rows)
    {
        if (model.Comparisons.Count == 0)
            return null;
        HtmlElement section = Parts.Section(
            "comparison", "Comparison",
            "Paired by item. The difference is new minus reference; intervals are unadjusted, p values are adjusted for the number of comparisons. "
            + "Not significant does not mean equal.");
        ReportComparison[] shown = [.. model.Comparisons.Take(rows)];
        var tables = shown.GroupBy(static one => MetricsSection.SizeOf(Extent(one.Comparison))).OrderBy(static size => size.Key).ToArray();
        foreach (IGrouping<int, ReportComparison> size in tables)
            section.Add(new HtmlElement("div", tables.Length > 1 ? "block" : null).Add(Table([.. size], tables.Length > 1)));
        section.Add(Parts.NotShown(model.Comparisons.Count - rows), Dots(shown, model, rows));
        return section.Add(new HtmlElement("div", "pair").Add(
            Changes("Worst regressions", [.. shown.SelectMany(static one => one.Regressions)], shown.Sum(static one => (long)one.Comparison.Regressed), rows),
            Changes("Best improvements", [.. shown.SelectMany(static one => one.Improvements)], shown.Sum(static one => (long)one.Comparison.Improved), rows)));
    }

    private static IEnumerable<double> Extent(EvalScoreComparison comparison) =>
        new[] { comparison.Delta, comparison.Low, comparison.High }
            .Where(static value => value is not null).Select(static value => value!.Value);

    private static HtmlElement Table(ReportComparison[] comparisons, bool hasCaption)
    {
        AxisScale axis = DifferenceChart.Axis(comparisons.SelectMany(static one => Extent(one.Comparison)));
        ReportTable table = new ReportTable(
            hasCaption ? $"Differences up to {axis.Label(axis.Maximum)}" : "Paired differences", isCaptionShown: hasCaption)
            .Column("Metric", "wrap").Column("Verdict").Column("Reference → new", "number")
            .Column("Difference", "number").Column("Interval", "drawn", DifferenceChart.Header(axis, "Difference"))
            .Column("Pairs", "number").Column("p, adjusted", "number");
        foreach (ReportComparison one in comparisons)
        {
            EvalScoreComparison comparison = one.Comparison;
            (Tone tone, string word) = ReportWords.Of(comparison.Verdict);
            string interval = ReportNumber.Interval(comparison.Low, comparison.High, signed: true);
            string difference = ReportNumber.Signed(comparison.Delta);
            string below = string.Join(". ", new[] { comparison.Group, comparison.Reason }.Where(static part => part is not null));
            table.Row()
                .Cell(comparison.Metric, below)
                .Cell(Parts.Badge((tone, word)))
                .Cell($"{ReportNumber.Value(comparison.ReferenceMean)} → {ReportNumber.Value(comparison.DifferenceMean)}")
                .Cell(difference, interval.Length == 0 ? null : interval)
                .Cell(DifferenceChart.Row(
                    axis, new IntervalMark(comparison.Delta, comparison.Low, comparison.High, Parts.ClassOf(tone)),
                    $"{comparison.Metric}: {word}, {difference}{(interval.Length == 0 ? "" : ", " + interval)}"))
                .Cell(ReportNumber.Count(comparison.Pairs), Pairs(comparison))
                .Cell(ReportNumber.PValue(comparison.AdjustedPValue ?? comparison.PValue), comparison.Test?.ToString());
        }

        return table.ToElement();
    }

    private static string Pairs(EvalScoreComparison comparison)
    {
        string changed = $"{ReportNumber.Count(comparison.Improved)} better, {ReportNumber.Count(comparison.Regressed)} worse";
        int unpaired = comparison.OnlyReference + comparison.OnlyDifference;
        return unpaired == 0 ? changed : $"{changed}, {ReportNumber.Count(unpaired)} unpaired";
    }

    private static HtmlElement? Dots(ReportComparison[] comparisons, ReportModel model, int rows)
    {
        ReportComparison[] drawn = [.. comparisons.Where(static one => one.Changes.Count > 0)];
        if (drawn.Length == 0)
            return null;
        int charts = Math.Max(1, Math.Min(DotCharts, rows / 4));
        int dots = Math.Max(20, Math.Min(DotsPerChart, rows));
        return Parts.Block(
            "Items: reference against new",
            new HtmlElement("div", "panels").AddAll(drawn.Take(charts).Select(one => Dots(one, model.Options, dots))),
            Parts.NotShown(drawn.Length - charts, "chart"));
    }

    private static HtmlElement Dots(ReportComparison one, EvalReportOptions options, int dots)
    {
        ComparedItem[] items = [.. one.Changes
            .Where(static change => IsNumber(change.Reference) && IsNumber(change.Difference))
            .Select(change => new ComparedItem(
                NumberOf(change.Reference), NumberOf(change.Difference),
                change.Change switch { EvalChangeKind.Improved => 1, EvalChangeKind.Regressed => -1, _ => 0 },
                ReportModelBuilder.KeyOf(change, options)))];
        EvalScoreComparison comparison = one.Comparison;
        string place = ReportWords.Place(comparison.Metric, comparison.Group);
        string counts = $"{ReportNumber.Count(comparison.Improved)} better, {ReportNumber.Count(comparison.Regressed)} worse, {ReportNumber.Count(comparison.Tied)} the same";
        return Parts.Figure(
            place, counts,
            ComparisonDots.Draw(items, one.HigherIsBetter, $"{place}, each item in the reference and in the new run: {counts}", dots));
    }

    private static HtmlElement? Changes(string title, EvalScoreChange[] changes, long all, int rows)
    {
        if (changes.Length == 0)
            return null;
        EvalScoreChange[] shown = [.. changes
            .OrderByDescending(static change => Math.Abs(change.Delta ?? 0))
            .ThenBy(static change => change.Metric, StringComparer.Ordinal)
            .ThenBy(static change => change.Key, StringComparer.Ordinal)
            .Take(Math.Min(10, rows))];
        ReportTable table = new ReportTable(title)
            .Column("Item").Column("Metric", "name").Column("Reference", "number").Column("New", "number").Column("Change", "number");
        foreach (EvalScoreChange change in shown)
        {
            table.Row()
                .Cell(new HtmlElement("span", "code").Text(change.Key))
                .Cell(change.Metric, change.Group)
                .Cell(ReportWords.Value(change.Reference))
                .Cell(ReportWords.Value(change.Difference))
                .Cell(ReportNumber.Signed(change.Delta));
        }

        return Parts.Block(title, table.ToElement(), Parts.NotShown(all - shown.Length));
    }

    private static bool IsNumber(object? value) => value is double or float or decimal or int or long or bool;

    private static double NumberOf(object? value) =>
        Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture);
}
