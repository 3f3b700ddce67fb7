using System.Globalization;
using GalileoEval.Analysis.Reports.Html;
using GalileoEval.Analysis.Reports.Wording;

namespace GalileoEval.Analysis.Reports.Charts;

/// <summary>The agreement of two raters.</summary>
/// <param name="RaterA">The first rater.</param>
/// <param name="RaterB">The second rater.</param>
/// <param name="Value">The agreement; null if it is undefined.</param>
/// <param name="Units">The number of units that both have rated.</param>
internal sealed record RaterPair(string RaterA, string RaterB, double? Value, long Units);

/// <summary>Draws pairwise agreement as a heat map with the value in each cell; darker is higher.</summary>
internal static class AgreementHeatMap
{
    /// <summary>The maximum number of raters: with more, the cells are too small for the numbers.</summary>
    public const int MaximumRaters = 8;

    private const double MaximumWidth = 340;
    private const double LabelWidth = 92;
    private const double LabelHeight = 22;

    /// <summary>Draws the map.</summary>
    /// <param name="raters">The raters in order; those beyond <paramref name="maximumRaters"/> are not drawn.</param>
    /// <param name="pairs">Their agreement; the order within a pair does not matter.</param>
    /// <param name="description">The accessible description.</param>
    /// <param name="maximumRaters">The maximum number of raters.</param>
    public static HtmlElement Draw(
        IReadOnlyList<string> raters, IReadOnlyList<RaterPair> pairs, string description, int maximumRaters = MaximumRaters)
    {
        int count = Math.Min(raters.Count, maximumRaters);
        double cell = Math.Min(56, (MaximumWidth - LabelWidth) / Math.Max(1, count));
        double cellHeight = Math.Min(cell, 40);
        HtmlElement chart = Svg.Chart(
            LabelWidth + (count * cell), LabelHeight + (count * cellHeight), description, "heat");
        Dictionary<(string A, string B), RaterPair> known = [];
        foreach (RaterPair pair in pairs)
        {
            known[(pair.RaterA, pair.RaterB)] = pair;
            known[(pair.RaterB, pair.RaterA)] = pair;
        }

        for (int row = 0; row < count; row++)
        {
            double y = LabelHeight + (row * cellHeight);
            chart.Add(
                Svg.Label(LabelWidth - 8, y + (cellHeight / 2) + 4, Svg.Fit(raters[row], LabelWidth - 10), "end")
                    .WithTitle(raters[row]),
                Svg.Label(LabelWidth + ((row + 0.5) * cell), LabelHeight - 8, Svg.Fit(raters[row], cell - 4), "middle")
                    .WithTitle(raters[row]));
            for (int column = 0; column < count; column++)
                chart.Add(Cell(LabelWidth + (column * cell), y, raters[row], raters[column]));
        }

        return chart;

        HtmlElement Cell(double x, double y, string a, string b)
        {
            bool same = a == b;
            RaterPair? pair = !same && known.TryGetValue((a, b), out RaterPair? found) ? found : null;
            string text = same ? "" : ReportNumber.Short(pair?.Value);
            HtmlElement group = new HtmlElement("g", same ? "heat-same" : HeatOf(pair?.Value)).Add(
                Svg.Rectangle(x + 1, y + 1, cell - 2, cellHeight - 2, "heat-cell", 3),
                Svg.Label(x + (cell / 2), y + (cellHeight / 2) + 4, text, "middle", "heat-text"));
            return same
                ? group
                : group.WithTitle($"{a} and {b}: {ReportNumber.Value(pair?.Value)}, {ReportNumber.Count(pair?.Units ?? 0)} units");
        }
    }

    // Five steps, each with its own text colour, and one for less than chance.
    private static string HeatOf(double? value) => value switch
    {
        null => "heat-none",
        < 0 => "heat-0",
        double known => "heat-" + ((int)Math.Min(5, 1 + (known * 5))).ToString(CultureInfo.InvariantCulture),
    };
}
