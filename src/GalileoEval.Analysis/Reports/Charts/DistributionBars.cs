using GalileoEval.Analysis.Reports.Html;
using GalileoEval.Analysis.Reports.Wording;

namespace GalileoEval.Analysis.Reports.Charts;

/// <summary>Draws a distribution as small bars in a table cell, one for each bin or category.</summary>
internal static class DistributionBars
{
    private const double Width = 120;
    private const double Height = 30;

    /// <summary>Draws the bars.</summary>
    /// <param name="bars">The bins or categories in order, with their counts.</param>
    /// <param name="description">The accessible description.</param>
    public static HtmlElement Draw(IReadOnlyList<LabelCount> bars, string description)
    {
        HtmlElement chart = Svg.Chart(Width, Height, description, "distribution");
        chart.Add(Svg.Line(0, Height - 0.5, Width, Height - 0.5, "axis"));
        if (bars.Count == 0)
            return chart;
        double most = Math.Max(1, bars.Max(static bar => bar.Count));
        double place = Width / Math.Max(bars.Count, 5);
        double gap = Math.Min(2, place / 4);
        for (int i = 0; i < bars.Count; i++)
        {
            if (bars[i].Count <= 0)
                continue;
            double height = Math.Max(1.5, (Height - 3) * bars[i].Count / most);
            chart.Add(Svg.Rectangle((i * place) + (gap / 2), Height - 1 - height, place - gap, height, "bar")
                .WithTitle($"{bars[i].Label}: {ReportNumber.Count(bars[i].Count)}"));
        }

        return chart;
    }
}
