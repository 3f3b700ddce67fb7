using GalileoEval.Analysis.Reports.Html;
using GalileoEval.Analysis.Reports.Wording;

namespace GalileoEval.Analysis.Reports.Charts;

/// <summary>One measurement of a trend.</summary>
/// <param name="Label">The ID or the date, below the axis.</param>
/// <param name="Value">The score; null if there is none (yet).</param>
/// <param name="Version">The version of the ground truth; a change begins a new line.</param>
/// <param name="Title">The tooltip.</param>
internal sealed record TrendPoint(string Label, double? Value, string? Version, string Title);

/// <summary>Draws scores in the order of measurement, equally spaced. A new line begins where the version of the ground truth
/// changes, because scores of different versions are not comparable.</summary>
internal static class TrendChart
{
    private const double Height = 220;
    private const double Left = 46;
    private const double Right = 44;
    private const double Top = 26;
    private const double Bottom = 26;

    /// <summary>Draws the trend.</summary>
    /// <param name="points">The measurements in order.</param>
    /// <param name="width">The width in pixels: the page has one for phones and one for wide screens.</param>
    /// <param name="description">The accessible description.</param>
    /// <param name="className">A class in addition to <c>chart</c>.</param>
    public static HtmlElement Draw(IReadOnlyList<TrendPoint> points, double width, string description, string className)
    {
        AxisScale upwards = AxisScale.Over(
            points.Where(static point => point.Value is not null).Select(static point => point.Value!.Value),
            Height - Bottom, -(Height - Bottom - Top), 4);
        HtmlElement chart = Svg.Chart(width, Height, description, className);
        foreach (double tick in upwards.Ticks)
        {
            double y = upwards.Position(tick);
            chart.Add(
                Svg.Line(Left, y, width - Right, y, "grid"),
                Svg.Label(Left - 8, y + 4, Svg.Fit(upwards.Label(tick), Left - 10), "end"));
        }

        double X(int index) => points.Count == 1
            ? (Left + width - Right) / 2
            : Left + 10 + (index * (width - Left - Right - 20) / (points.Count - 1));
        AddVersions(chart, points, X);
        AddLabels(chart, points, X, width);
        AddLines(chart, points, X, upwards);
        return chart;
    }

    private static void AddVersions(HtmlElement chart, IReadOnlyList<TrendPoint> points, Func<int, double> x)
    {
        double free = double.NegativeInfinity;
        for (int i = 0; i < points.Count; i++)
        {
            bool changes = i > 0 && points[i].Version != points[i - 1].Version;
            if (points[i].Version is not { } version || (i > 0 && !changes))
                continue;
            double at = i == 0 ? x(0) - 10 : (x(i - 1) + x(i)) / 2;
            if (i > 0)
                chart.Add(Svg.Line(at, Top - 14, at, Height - Bottom, "step"));
            if (at < free)
                continue;
            string label = Svg.Fit(version, 120);
            chart.Add(Svg.Label(at + 5, Top - 8, label, "start", "step-label"));
            free = at + 5 + Svg.WidthOf(label) + 6;
        }
    }

    // Backwards, so that the newest measurement always has a label.
    private static void AddLabels(HtmlElement chart, IReadOnlyList<TrendPoint> points, Func<int, double> x, double width)
    {
        double free = width;
        for (int i = points.Count - 1; i >= 0; i--)
        {
            string label = Svg.Fit(points[i].Label, 90);
            double half = Svg.WidthOf(label) / 2;
            double at = Math.Max(half, Math.Min(width - half, x(i)));
            if (at + half > free)
                continue;
            chart.Add(Svg.Label(at, Height - 8, label, "middle"));
            free = at - half - 8;
        }
    }

    private static void AddLines(HtmlElement chart, IReadOnlyList<TrendPoint> points, Func<int, double> x, AxisScale upwards)
    {
        int last = -1;
        for (int i = 0; i < points.Count; i++)
        {
            if (points[i].Value is not double value)
                continue;
            if (last >= 0 && points[last].Version == points[i].Version)
                chart.Add(Svg.Line(x(last), upwards.Position(points[last].Value!.Value), x(i), upwards.Position(value), "trend-line"));
            last = i;
        }

        for (int i = 0; i < points.Count; i++)
        {
            double y = points[i].Value is double value ? upwards.Position(value) : Height - Bottom;
            chart.Add(Svg.Circle(x(i), y, 4, points[i].Value is null ? "trend-none" : "trend-dot").WithTitle(points[i].Title));
        }

        if (last >= 0)
        {
            chart.Add(Svg.Label(
                x(last) + 9, upwards.Position(points[last].Value!.Value) + 4, ReportNumber.Short(points[last].Value), "start", "value"));
        }
    }
}
