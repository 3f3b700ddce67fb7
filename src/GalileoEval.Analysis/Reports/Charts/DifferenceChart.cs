using GalileoEval.Analysis.Reports.Html;

namespace GalileoEval.Analysis.Reports.Charts;

/// <summary>Paired differences with their intervals (a forest plot): a bar for the interval, a diamond for the estimate, and a
/// line at no difference.</summary>
internal static class DifferenceChart
{
    private const double Width = 230;
    private const double Height = 30;
    private const double Margin = 18;

    /// <summary>Creates the axis for the given differences; it always includes zero.</summary>
    /// <param name="values">All values and limits that are drawn.</param>
    /// <returns>The axis, symmetric around zero if there are differences of both signs.</returns>
    public static AxisScale Axis(IEnumerable<double> values)
    {
        double[] finite = [.. values.Where(static value => !double.IsNaN(value) && !double.IsInfinity(value))];
        double reach = finite.Length == 0 ? 0 : finite.Max(static value => Math.Abs(value));
        return AxisScale.Over(reach == 0 ? [-1, 1] : [-reach, reach], Margin, Width - (2 * Margin), 6);
    }

    /// <summary>Draws the labels of the axis, for the header of the column.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="description">What the axis shows.</param>
    public static HtmlElement Header(AxisScale axis, string description) =>
        Svg.Header(axis, Width, description, "difference", isSigned: true);

    /// <summary>Draws one row.</summary>
    /// <param name="axis">The axis of the table.</param>
    /// <param name="mark">The difference and its limits.</param>
    /// <param name="description">The accessible description and the tooltip.</param>
    public static HtmlElement Row(AxisScale axis, IntervalMark mark, string description)
    {
        HtmlElement chart = Svg.Chart(Width, Height, description, "difference");
        foreach (double tick in axis.Ticks)
            chart.Add(Svg.Line(axis.Position(tick), 0, axis.Position(tick), Height, tick == 0 ? "zero" : "grid"));
        if (mark.Value is not double value)
            return chart;
        HtmlElement drawing = new("g", mark.ClassName);
        double middle = Height / 2;
        if (mark is { Low: double low, High: double high })
        {
            double from = axis.Position(low);
            drawing.Add(Svg.Rectangle(from, middle - 4, Math.Max(1, axis.Position(high) - from), 8, "range", 4));
        }

        double x = axis.Position(value);
        drawing.Add(new HtmlElement("path", "whisker-dot").Attribute(
            "d", FormattableString.Invariant($"M{x:0.##} {middle - 6:0.##}l6 6l-6 6l-6 -6z")));
        return chart.Add(drawing.WithTitle(description));
    }
}
