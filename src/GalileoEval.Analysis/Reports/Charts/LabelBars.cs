using GalileoEval.Analysis.Reports.Html;
using GalileoEval.Analysis.Reports.Wording;

namespace GalileoEval.Analysis.Reports.Charts;

/// <summary>Draws the labels of one key: a bar for each label, its count and its share.</summary>
internal static class LabelBars
{
    private const double Width = 340;
    private const double RowHeight = 24;
    private const double LabelWidth = 124;
    private const double ValueWidth = 84;

    /// <summary>Draws the bars.</summary>
    /// <param name="labels">The labels in the order in which they are drawn.</param>
    /// <param name="description">The accessible description.</param>
    public static HtmlElement Draw(IReadOnlyList<LabelCount> labels, string description)
    {
        HtmlElement chart = Svg.Chart(Width, Math.Max(1, labels.Count) * RowHeight, description, "labels");
        double total = Math.Max(1, labels.Sum(static label => label.Count));
        double most = Math.Max(1, labels.Select(static label => label.Count).DefaultIfEmpty().Max());
        double track = Width - LabelWidth - ValueWidth;
        for (int i = 0; i < labels.Count; i++)
        {
            LabelCount label = labels[i];
            double y = i * RowHeight;
            string value = $"{ReportNumber.Count(label.Count)} · {ReportNumber.Percent(label.Count / total)}";
            chart.Add(new HtmlElement("g").Add(
                Svg.Label(LabelWidth - 8, y + 16, Svg.Fit(label.Label, LabelWidth - 10), "end"),
                Svg.Rectangle(LabelWidth, y + 5, track, RowHeight - 10, "track", 2),
                label.Count > 0
                    ? Svg.Rectangle(LabelWidth, y + 5, Math.Max(2, track * label.Count / most), RowHeight - 10, "bar", 2)
                    : null,
                Svg.Label(Width, y + 16, value, "end", "value"))
                .WithTitle($"{label.Label}: {value}"));
        }

        return chart;
    }
}

/// <summary>The number of occurrences of a label, or of values within a bin.</summary>
/// <param name="Label">The label, or the limits of the bin.</param>
/// <param name="Count">The number of occurrences.</param>
internal sealed record LabelCount(string Label, long Count);
