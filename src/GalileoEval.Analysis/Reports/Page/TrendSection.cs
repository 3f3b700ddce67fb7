using System.Globalization;
using GalileoEval.Analysis.Reports.Charts;
using GalileoEval.Analysis.Reports.Html;
using GalileoEval.Analysis.Reports.Model;
using GalileoEval.Analysis.Reports.Wording;

namespace GalileoEval.Analysis.Reports.Page;

/// <summary>Scores that were measured repeatedly: Kolena's validations by ID, Galileo's experiments by time.</summary>
internal static class TrendSection
{
    private const int PointsPerTrend = 60;
    private const int MaximumTrends = 12;

    /// <summary>Creates the section.</summary>
    /// <param name="model">The report.</param>
    /// <param name="rows">The maximum number of rows; a trend counts as ten.</param>
    /// <returns>The section; null without trends.</returns>
    public static HtmlElement? Create(ReportModel model, int rows)
    {
        if (model.Trends.Count == 0)
            return null;
        int trends = Math.Max(1, Math.Min(MaximumTrends, rows / 10));
        HtmlElement section = Parts.Section(
            "trend", "Trend",
            "In the order of measurement, equally spaced. A new line begins where the version changes: scores of different versions are not comparable.");
        return section
            .AddAll(model.Trends.Take(trends).Select(static trend => Draw(trend)))
            .Add(Parts.NotShown(model.Trends.Count - trends, "trend"));
    }

    private static HtmlElement Draw(ReportTrend trend)
    {
        EvalReportTrendPoint[] shown = [.. trend.Points.Skip(Math.Max(0, trend.Points.Count - PointsPerTrend))];
        TrendPoint[] points = [.. shown.Select(static point => new TrendPoint(LabelOf(point), point.Value, point.Version, TitleOf(point)))];
        EvalReportTrendPoint[] measured = [.. shown.Where(static point => point.Value is not null)];
        string subtitle = measured.Length == 0
            ? "No score yet"
            : $"{ReportWords.Counted(measured.Length, "score")}, from {ReportNumber.Short(measured[0].Value)} to {ReportNumber.Short(measured[measured.Length - 1].Value)}";
        string description = $"{trend.Name}: {subtitle}. "
            + string.Join("; ", shown.Skip(Math.Max(0, shown.Length - 30)).Select(TitleOf));
        return new HtmlElement("div", "block").Add(
            Parts.Figure(
                trend.Name, subtitle,
                TrendChart.Draw(points, 1100, description, "wide"),
                TrendChart.Draw([.. points.Skip(Math.Max(0, points.Length - 20))], 340, description, "narrow")),
            Parts.NotShown(trend.Points.Count - shown.Length, "older score"));
    }

    private static string LabelOf(EvalReportTrendPoint point) =>
        point.Order is not null || point.Time is not DateTime time ? point.Name : time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string TitleOf(EvalReportTrendPoint point)
    {
        string version = point.Version is null ? "" : $", {point.Version}";
        string time = point.Time is null ? "" : $", {ReportNumber.Time(point.Time)}";
        return $"{point.Name}: {ReportNumber.Value(point.Value)}{version}{time}";
    }
}
