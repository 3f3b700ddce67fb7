using System.Globalization;
using System.Text;
using GalileoEval.Analysis.Reports.Html;

namespace GalileoEval.Analysis.Reports.Charts;

/// <summary>The shapes of charts. Colours are CSS classes, which the style sheet defines for light, dark and print.</summary>
internal static class Svg
{
    /// <summary>The size of the text in charts, in pixels.</summary>
    public const double FontSize = 11;

    /// <summary>Creates a chart.</summary>
    /// <param name="width">The width in pixels.</param>
    /// <param name="height">The height in pixels.</param>
    /// <param name="description">The accessible description.</param>
    /// <param name="className">A class in addition to <c>chart</c>.</param>
    public static HtmlElement Chart(double width, double height, string description, string className) =>
        new HtmlElement("svg", "chart " + className)
            .Attribute("viewBox", string.Format(CultureInfo.InvariantCulture, "0 0 {0:0.##} {1:0.##}", width, height))
            .Attribute("width", width)
            .Attribute("height", height)
            .Attribute("role", "img")
            .Attribute("aria-label", description);

    /// <summary>Draws the labels of an axis that all rows of a table share, for the header of the column. A label that would
    /// overlap the previous one is left out.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="width">The width in pixels.</param>
    /// <param name="description">What the axis shows.</param>
    /// <param name="className">A class in addition to <c>chart</c>.</param>
    /// <param name="isSigned">Whether positive numbers have a sign.</param>
    public static HtmlElement Header(AxisScale axis, double width, string description, string className, bool isSigned = false)
    {
        HtmlElement chart = Chart(
            width, 18, $"{description}, axis from {axis.Label(axis.Minimum)} to {axis.Label(axis.Maximum)}", className);
        double free = double.NegativeInfinity;
        foreach (double tick in axis.Ticks)
        {
            double x = axis.Position(tick);
            string label = isSigned ? (tick > 0 ? "+" : "") + axis.Label(tick).Replace('-', '−') : axis.Label(tick);
            double half = WidthOf(label) / 2;
            chart.Add(Line(x, 14, x, 18, "axis"));
            if (x - half < free)
                continue;
            chart.Add(Label(x, 10, label, "middle"));
            free = x + half + 4;
        }

        return chart;
    }

    /// <summary>Creates a line.</summary>
    public static HtmlElement Line(double x1, double y1, double x2, double y2, string className) =>
        new HtmlElement("line", className)
            .Attribute("x1", x1).Attribute("y1", y1).Attribute("x2", x2).Attribute("y2", y2);

    /// <summary>Creates a rectangle.</summary>
    public static HtmlElement Rectangle(double x, double y, double width, double height, string className, double radius = 0)
    {
        HtmlElement rectangle = new HtmlElement("rect", className)
            .Attribute("x", x).Attribute("y", y).Attribute("width", width).Attribute("height", height);
        return radius > 0 ? rectangle.Attribute("rx", radius) : rectangle;
    }

    /// <summary>Creates a circle.</summary>
    public static HtmlElement Circle(double x, double y, double radius, string className) =>
        new HtmlElement("circle", className).Attribute("cx", x).Attribute("cy", y).Attribute("r", radius);

    /// <summary>Creates text.</summary>
    /// <param name="x">The anchor.</param>
    /// <param name="y">The base line.</param>
    /// <param name="text">The text.</param>
    /// <param name="anchor"><c>start</c>, <c>middle</c> or <c>end</c>.</param>
    /// <param name="className">The class; null for the default of chart text.</param>
    public static HtmlElement Label(double x, double y, string text, string anchor = "start", string? className = null)
    {
        HtmlElement label = new HtmlElement("text", className).Attribute("x", x).Attribute("y", y);
        return (anchor == "start" ? label : label.Attribute("text-anchor", anchor)).Text(text);
    }

    /// <summary>Adds a tooltip.</summary>
    public static HtmlElement WithTitle(this HtmlElement shape, string title) =>
        shape.Add(new HtmlElement("title").Text(title));

    /// <summary>Estimates the width of text. The font is unknown, so the estimate is a little too large for most fonts.</summary>
    /// <returns>The width in pixels.</returns>
    public static double WidthOf(string text) => text.Sum(static c => WidthOf(c));

    /// <summary>Truncates text to a width.</summary>
    /// <param name="text">The text.</param>
    /// <param name="width">The width in pixels.</param>
    /// <returns>The text, or its beginning with an ellipsis.</returns>
    public static string Fit(string text, double width)
    {
        if (WidthOf(text) <= width)
            return text;
        StringBuilder kept = new();
        double left = width - WidthOf('…');
        foreach (char c in text)
        {
            left -= WidthOf(c);
            if (left < 0)
                break;
            kept.Append(c);
        }

        if (kept.Length > 0 && char.IsHighSurrogate(kept[kept.Length - 1]))
            kept.Length--;
        return kept.Append('…').ToString();
    }

    // East Asian characters are as wide as they are high.
    private static double WidthOf(char c) => FontSize * (c >= '\u2E80' ? 1 : char.IsUpper(c) ? 0.7 : 0.56);
}
