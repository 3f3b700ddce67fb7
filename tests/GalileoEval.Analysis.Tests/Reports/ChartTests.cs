using System.Globalization;
using GalileoEval.Analysis.Reports.Charts;
using GalileoEval.Analysis.Reports.Html;

namespace GalileoEval.Analysis.Tests.Reports;

public sealed class ChartTests
{
    [Theory]
    [InlineData(0, 1, 5, "0.0 0.2 0.4 0.6 0.8 1.0")]
    [InlineData(0.13, 0.87, 4, "0.0 0.2 0.4 0.6 0.8 1.0")]
    [InlineData(-37, 12, 5, "-40 -30 -20 -10 0 10 20")]
    [InlineData(0, 1234, 4, "0 500 1,000 1,500")]
    [InlineData(5, 5, 4, "4.50 4.75 5.00 5.25 5.50")]
    [InlineData(0, 3e7, 4, "0e0 1e7 2e7 3e7")]
    public void Ticks_are_round_numbers(double low, double high, int count, string ticks)
    {
        AxisScale axis = AxisScale.Over([low, high], 0, 100, count);
        Assert.Equal(ticks, string.Join(" ", axis.Ticks.Select(axis.Label)));
    }

    [Fact]
    public void An_axis_includes_any_numbers()
    {
        double[] odd = [0, double.Epsilon, -double.MaxValue, double.MaxValue, 1e-300, 1e300, 0.1 + 0.2, 0.3];
        foreach (double low in odd)
        {
            foreach (double high in odd)
            {
                AxisScale axis = AxisScale.Over([low, high, double.NaN, double.PositiveInfinity], 10, 80);
                Assert.InRange(axis.Ticks.Count(), 2, 20);
                Assert.InRange(axis.Position(low), 10, 90);
                Assert.InRange(axis.Position(high), 10, 90);
            }
        }
    }

    [Fact]
    public void An_axis_without_values_goes_from_0_to_1() => Assert.Equal((0, 1), (AxisScale.Over([], 0, 1).Minimum, AxisScale.Over([], 0, 1).Maximum));

    [Fact]
    public void Items_at_the_same_position_are_one_dot()
    {
        ComparedItem[] items = [.. Enumerable.Range(0, 100).Select(i => new ComparedItem(1, 0, -1, $"q{i}"))];
        HtmlElement dot = Assert.Single(All(ComparisonDots.Draw(items, true, "x", 400), "circle"));
        Assert.Equal("100 items: 1.000 → 0", Title(dot));
    }

    [Fact]
    public void A_large_dot_in_a_corner_covers_no_label()
    {
        ComparedItem[] items = [.. from corner in Enumerable.Range(0, 4) from _ in Enumerable.Range(0, 40)
            select new ComparedItem(corner % 2, corner / 2, Math.Sign((corner / 2) - (corner % 2)), "k")];
        HtmlElement chart = ComparisonDots.Draw(items, true, "x", 400);
        (double X, double Y)[] labels = [.. All(chart, "text")
            .Where(label => Attribute(label, "transform") == "")
            .Select(label => (Number(label, "x"), Number(label, "y")))];
        Assert.All(All(chart, "circle"), dot => Assert.DoesNotContain(labels, label =>
            Math.Abs(label.X - Number(dot, "cx")) < Number(dot, "r") && Math.Abs(label.Y - 4 - Number(dot, "cy")) < Number(dot, "r")));
        Assert.Equal(4, All(chart, "circle").Length);
    }

    [Fact]
    public void The_items_that_changed_most_have_a_dot_if_there_are_too_many()
    {
        ComparedItem[] items = [.. Enumerable.Range(0, 90).Select(i => new ComparedItem(0, i / 90.0, 1, $"q{i}"))];
        HtmlElement[] dots = All(ComparisonDots.Draw(items, true, "x", 5), "circle");
        Assert.Equal(["q85", "q86", "q87", "q88", "q89"], dots.Select(dot => Title(dot).Split(':')[0]).Order());
    }

    [Fact]
    public void A_line_ends_where_the_version_changes()
    {
        TrendPoint[] points =
        [
            new("1", 70, "version 1", "1"), new("2", 71, "version 1", "2"), new("3", 60, "version 2", "3"), new("4", 61, "version 2", "4"),
        ];
        HtmlElement chart = TrendChart.Draw(points, 600, "x", "wide");
        Assert.Equal(2, All(chart, "line").Count(line => Class(line) == "trend-line"));
        Assert.Single(All(chart, "line"), line => Class(line) == "step");
    }

    [Theory]
    [InlineData(600)]
    [InlineData(340)]
    public void Labels_of_a_trend_do_not_overlap(int width)
    {
        TrendPoint[] points = [.. Enumerable.Range(0, 60).Select(i => new TrendPoint($"2026-03-{i:00}", i, "v", "t"))];
        var labels = All(TrendChart.Draw(points, width, "x", "wide"), "text")
            .Where(label => Text(label).StartsWith("2026", StringComparison.Ordinal))
            .Select(label => (Middle: double.Parse(Attribute(label, "x"), CultureInfo.InvariantCulture), Width: Svg.WidthOf(Text(label))))
            .OrderBy(label => label.Middle).ToArray();
        Assert.True(labels.Length > 2);
        Assert.All(labels.Zip(labels.Skip(1)), pair => Assert.True(pair.First.Middle + (pair.First.Width / 2) <= pair.Second.Middle - (pair.Second.Width / 2)));
        Assert.All(labels, label => Assert.InRange(label.Middle, label.Width / 2 - 0.01, width - (label.Width / 2) + 0.01));
    }

    [Fact]
    public void The_heat_map_has_a_number_in_each_cell_in_both_orders()
    {
        HtmlElement map = AgreementHeatMap.Draw(["a", "b"], [new RaterPair("a", "b", 0.61, 12)], "x");
        Assert.Equal(2, All(map, "text").Count(text => Text(text) == "0.61"));
    }

    [Theory]
    [InlineData("a very long label that has no place", 60)]
    [InlineData("日本語のとても長いラベル", 60)]
    [InlineData("\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00", 30)]
    public void Long_labels_are_cut_between_characters(string label, double width)
    {
        string fitted = Svg.Fit(label, width);
        Assert.EndsWith("…", fitted);
        Assert.True(Svg.WidthOf(fitted) <= width);
        Assert.False(char.IsHighSurrogate(fitted[^2]));
    }

    private static HtmlElement[] All(HtmlElement root, string name) =>
        [.. root.Children.OfType<HtmlElement>().SelectMany(child => All(child, name).Concat(child.Name == name ? [child] : []))];

    private static double Number(HtmlElement shape, string name) =>
        double.Parse(Attribute(shape, name), System.Globalization.CultureInfo.InvariantCulture);

    private static string Title(HtmlElement shape) => Text(All(shape, "title")[0]);

    private static string Text(HtmlElement element) => string.Concat(element.Children.OfType<string>());

    private static string Class(HtmlElement element) => Attribute(element, "class");

    private static string Attribute(HtmlElement element, string name) => element.Attributes.FirstOrDefault(one => one.Key == name).Value ?? "";
}
