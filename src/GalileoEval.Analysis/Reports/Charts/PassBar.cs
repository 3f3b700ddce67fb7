using GalileoEval.Analysis.Reports.Html;

namespace GalileoEval.Analysis.Reports.Charts;

/// <summary>Draws a pass rate as a bar, with its interval below.</summary>
internal static class PassBar
{
    private const double Width = 96;
    private const double Height = 14;

    /// <summary>Draws the bar.</summary>
    /// <param name="share">The share, 0 to 1.</param>
    /// <param name="low">The lower limit of its interval; null for none.</param>
    /// <param name="high">The upper limit; null for none.</param>
    /// <param name="description">The accessible description and the tooltip.</param>
    public static HtmlElement Draw(double share, double? low, double? high, string description)
    {
        HtmlElement chart = Svg.Chart(Width, Height, description, "pass-bar");
        HtmlElement bar = new HtmlElement("g").Add(
            Svg.Rectangle(0, 1, Width, 7, "track", 2),
            share > 0 ? Svg.Rectangle(0, 1, Math.Max(1, Width * Math.Min(1, share)), 7, "bar", 2) : null);
        if (low is double from && high is double to)
        {
            double left = Width * Math.Max(0, from);
            double right = Width * Math.Min(1, to);
            bar.Add(
                Svg.Line(left, 11.5, right, 11.5, "axis"),
                Svg.Line(left, 9.5, left, 13.5, "axis"),
                Svg.Line(right, 9.5, right, 13.5, "axis"));
        }

        return chart.Add(bar.WithTitle(description));
    }
}
