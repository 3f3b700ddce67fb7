using GalileoEval.Analysis.Reports.Html;
using GalileoEval.Analysis.Reports.Wording;

namespace GalileoEval.Analysis.Reports.Charts;

/// <summary>An item with a value in both runs.</summary>
/// <param name="Reference">The value in the reference run.</param>
/// <param name="Difference">The value in the other run.</param>
/// <param name="Change">1 for improved, -1 for regressed, 0 for tied.</param>
/// <param name="Label">The key, for the tooltip.</param>
internal sealed record ComparedItem(double Reference, double Difference, int Change, string Label);

/// <summary>Draws a dot for each item. x: its value in the reference run, y: its value in the other run. Items on the diagonal did
/// not change. Items at the same position are one dot whose area is their number.</summary>
internal static class ComparisonDots
{
    private const double Size = 300;
    private const double Left = 42;
    private const double Bottom = 38;
    private const double Edge = 12;
    private const double LargestDot = 16;

    // No dot reaches the labels of the axes.
    private const double Inset = LargestDot + 2;
    private const int Cells = 100;

    /// <summary>Draws the dots.</summary>
    /// <param name="items">The items.</param>
    /// <param name="higherIsBetter">Whether improvements are above the diagonal.</param>
    /// <param name="description">The accessible description.</param>
    /// <param name="maximumDots">The maximum number of dots; the items furthest from the diagonal take precedence.</param>
    public static HtmlElement Draw(
        IReadOnlyList<ComparedItem> items, bool higherIsBetter, string description, int maximumDots)
    {
        IEnumerable<double> values = items.SelectMany(static item => new[] { item.Reference, item.Difference });
        AxisScale across = AxisScale.Over(values, Left + Inset, Size - Left - Edge - (2 * Inset), 4);
        AxisScale upwards = AxisScale.Over(values, Size - Bottom - Inset, -(Size - Bottom - Edge - (2 * Inset)), 4);
        HtmlElement chart = Svg.Chart(Size, Size, description, "dots");
        AddAxes(chart, across, upwards);

        double top = upwards.Position(upwards.Maximum) - Inset;
        double right = across.Position(across.Maximum) + Inset;
        // In the corners, away from a dot that lies there.
        double apart = (2 * LargestDot) + 12;
        chart.Add(
            new HtmlElement("path", higherIsBetter ? "side-good" : "side-bad").Attribute(
                "d", FormattableString.Invariant($"M{Left:0.##} {Size - Bottom:0.##}L{right:0.##} {top:0.##}L{Left:0.##} {top:0.##}z")),
            Svg.Line(Left, Size - Bottom, right, top, "diagonal"),
            Svg.Label(Left + 8, top + apart, higherIsBetter ? "better" : "worse", "start", "side-label"),
            Svg.Label(right - 6, Size - Bottom - apart + 8, higherIsBetter ? "worse" : "better", "end", "side-label"));

        // Small dots last, so that a large one does not hide them.
        chart.AddAll(Places(items, across, upwards)
            .OrderByDescending(static place => Math.Abs(place[0].Difference - place[0].Reference))
            .ThenBy(static place => place[0].Reference)
            .Take(maximumDots)
            .OrderByDescending(static place => place.Count)
            .Select(place => Dot(place, across, upwards)));
        return chart;
    }

    private static IEnumerable<List<ComparedItem>> Places(
        IReadOnlyList<ComparedItem> items, AxisScale across, AxisScale upwards)
    {
        Dictionary<(int X, int Y, int Change), List<ComparedItem>> places = [];
        foreach (ComparedItem item in items)
        {
            var cell = (Cell(across, item.Reference), Cell(upwards, item.Difference), item.Change);
            if (!places.TryGetValue(cell, out List<ComparedItem>? there))
                places.Add(cell, there = []);
            there.Add(item);
        }

        return places.OrderBy(static place => place.Key).Select(static place => place.Value);
    }

    private static int Cell(AxisScale axis, double value) =>
        (int)Math.Round(Cells * (value - axis.Minimum) / (axis.Maximum - axis.Minimum));

    private static HtmlElement Dot(List<ComparedItem> place, AxisScale across, AxisScale upwards)
    {
        ComparedItem first = place[0];
        string className = first.Change switch { > 0 => "tone-good", < 0 => "tone-bad", _ => "tone-neutral" };
        string values = $"{ReportNumber.Value(first.Reference)} → {ReportNumber.Value(first.Difference)}";
        string title = place.Count == 1
            ? $"{first.Label}: {values}"
            : $"{ReportNumber.Count(place.Count)} items: {values}";
        double radius = Math.Min(LargestDot, 3.5 * Math.Sqrt(place.Count));
        return Svg.Circle(across.Position(first.Reference), upwards.Position(first.Difference), radius, "dot " + className)
            .WithTitle(title);
    }

    private static void AddAxes(HtmlElement chart, AxisScale across, AxisScale upwards)
    {
        double bottom = Size - Bottom;
        double top = upwards.Position(upwards.Maximum) - Inset;
        double right = across.Position(across.Maximum) + Inset;
        double free = double.NegativeInfinity;
        foreach (double tick in across.Ticks)
        {
            double x = across.Position(tick);
            double y = upwards.Position(tick);
            string label = across.Label(tick);
            double half = Svg.WidthOf(label) / 2;
            chart.Add(
                Svg.Line(x, top, x, bottom, "grid"),
                Svg.Line(Left, y, right, y, "grid"),
                Svg.Label(Left - 6, y + 4, Svg.Fit(label, Left - 8), "end"));
            if (x - half < free)
                continue;
            chart.Add(Svg.Label(Math.Min(x, Size - half - 1), bottom + 15, label, "middle"));
            free = x + half + 4;
        }

        double middle = (bottom + top) / 2;
        chart.Add(
            Svg.Label((Left + right) / 2, Size - 6, "reference →", "middle", "axis-title"),
            Svg.Label(9, middle, "new →", "middle", "axis-title")
                .Attribute("transform", FormattableString.Invariant($"rotate(-90 9 {middle:0.##})")));
    }
}
