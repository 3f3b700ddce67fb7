using GalileoEval.Analysis.Reports.Html;

namespace GalileoEval.Analysis.Reports.Charts;

/// <summary>Draws values with their intervals on an axis that all rows of a table share: the header contains the axis, each row
/// one whisker.</summary>
internal static class WhiskerChart
{
    private const double Width = 240;
    private const double Height = 30;
    private const double Margin = 16;

    /// <summary>Creates the axis for the given values.</summary>
    /// <param name="values">All values and limits that are drawn.</param>
    public static AxisScale Axis(IEnumerable<double> values) => AxisScale.Over(values, Margin, Width - (2 * Margin), 4);

    /// <summary>Draws the labels of the axis, for the header of the column.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="description">What the axis shows.</param>
    public static HtmlElement Header(AxisScale axis, string description) =>
        Svg.Header(axis, Width, description, "whisker");

    /// <summary>Draws one row.</summary>
    /// <param name="axis">The axis of the table.</param>
    /// <param name="mark">The value and its limits.</param>
    /// <param name="description">The accessible description and the tooltip.</param>
    public static HtmlElement Row(AxisScale axis, IntervalMark mark, string description)
    {
        HtmlElement chart = Svg.Chart(Width, Height, description, "whisker");
        foreach (double tick in axis.Ticks)
            chart.Add(Svg.Line(axis.Position(tick), 0, axis.Position(tick), Height, "grid"));
        if (mark.Reference is double reference)
        {
            double x = axis.Position(reference);
            chart.Add(Svg.Line(x, 0, x, Height, "reference"));
        }

        if (mark.Value is not double value)
            return chart;
        HtmlElement drawing = new("g", mark.ClassName);
        double middle = Height / 2;
        if (mark is { Low: double low, High: double high })
        {
            double from = axis.Position(low);
            double to = axis.Position(high);
            drawing.Add(
                Svg.Line(from, middle, to, middle, "whisker-line"),
                Svg.Line(from, middle - 4, from, middle + 4, "whisker-line"),
                Svg.Line(to, middle - 4, to, middle + 4, "whisker-line"));
        }

        drawing.Add(Svg.Circle(axis.Position(value), middle, 4.5, "whisker-dot"));
        return chart.Add(drawing.WithTitle(description));
    }
}

/// <summary>A value with its interval, for a chart.</summary>
/// <param name="Value">The value; null draws nothing.</param>
/// <param name="Low">The lower limit; null for no interval.</param>
/// <param name="High">The upper limit; null for no interval.</param>
/// <param name="ClassName">The CSS class for the colour, such as <c>tone-accent</c>.</param>
/// <param name="Reference">A value to compare with, such as a threshold; null for none.</param>
internal sealed record IntervalMark(double? Value, double? Low, double? High, string ClassName, double? Reference = null);
