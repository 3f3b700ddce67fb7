using GalileoEval.Analysis.Reports.Charts;
using GalileoEval.Analysis.Reports.Html;
using GalileoEval.Analysis.Reports.Model;
using GalileoEval.Analysis.Reports.Wording;

namespace GalileoEval.Analysis.Reports.Page;

/// <summary>The measured metrics: one row each, with the interval of the mean on an axis that metrics of the same magnitude share.</summary>
internal static class MetricsSection
{
    /// <summary>Creates the section.</summary>
    /// <returns>The section; null without metrics.</returns>
    public static HtmlElement? Create(ReportModel model, int rows)
    {
        if (model.Summaries.Count == 0)
            return null;
        HtmlElement section = Parts.Section(
            "metrics", "Metrics",
            "Means with their confidence intervals; a dashed line is the threshold to pass. Failed and missing values are counted, but excluded from all statistics.");
        EvalScoreSummary[] shown = [.. model.Summaries.Take(rows)];
        EvalScoreSummary[] measured = [.. shown.Where(static summary => summary.Kind != EvalScoreKind.Categorical)];
        // The groups of a metric share an axis, so that they can be compared.
        Dictionary<string, int> sizes = measured
            .GroupBy(static summary => summary.Metric, StringComparer.Ordinal)
            .ToDictionary(static metric => metric.Key, static metric => SizeOf(metric.SelectMany(Extent)), StringComparer.Ordinal);
        var tables = measured
            .GroupBy(summary => sizes[summary.Metric])
            .OrderBy(static size => size.Key)
            .ToArray();
        foreach (IGrouping<int, EvalScoreSummary> size in tables)
            section.Add(new HtmlElement("div", tables.Length > 1 ? "block" : null).Add(Table([.. size], tables.Length > 1)));

        EvalScoreSummary[] categories = [.. shown.Where(static summary => summary.Kind == EvalScoreKind.Categorical)];
        if (categories.Length > 0)
        {
            section.Add(Parts.Block(
                "Categories",
                new HtmlElement("div", "panels").AddAll(categories.Select(static summary => LabelsSection.Figure(
                    ReportWords.Place(summary.Metric, summary.Group),
                    [.. summary.Distribution.Select(static bin => new LabelCount(bin.Label, bin.Count))],
                    Counts(summary))))));
        }

        return section.Add(Parts.NotShown(model.Summaries.Count - rows));
    }

    /// <summary>Returns the magnitude of values: 0 to 1, or their power of ten.</summary>
    /// <param name="values">The values that a row draws.</param>
    /// <returns>Equal for values that can share an axis.</returns>
    public static int SizeOf(IEnumerable<double> values)
    {
        double reach = values.Select(static value => Math.Abs(value)).DefaultIfEmpty().Max();
        return reach <= 1 ? 0 : (int)Math.Min(400, Math.Ceiling(Math.Log10(reach) + 1e-9));
    }

    // The limits of the interval may be beyond all values.
    private static IEnumerable<double> Extent(EvalScoreSummary summary) =>
        new[] { summary.Mean, summary.Low, summary.High, summary.PassThreshold }
            .Where(static value => value is not null).Select(static value => value!.Value);

    private static HtmlElement Table(EvalScoreSummary[] summaries, bool hasCaption)
    {
        bool isShare = SizeOf(summaries.SelectMany(Extent)) == 0;
        IEnumerable<double> drawn = summaries.SelectMany(Extent);
        AxisScale axis = WhiskerChart.Axis(isShare ? drawn.Concat([0, 1]) : drawn.Concat([0]));
        string scale = $"{axis.Label(axis.Minimum)} to {axis.Label(axis.Maximum)}";
        bool hasPass = summaries.Any(static summary => summary.PassRate is not null);
        ReportTable table = new ReportTable(hasCaption ? $"Scores from {scale}" : "Metrics", isCaptionShown: hasCaption)
            .Column("Metric", "name").Column("Values", "number").Column("Mean", "number")
            .Column("Interval", "drawn", WhiskerChart.Header(axis, "Mean"));
        if (hasPass)
            table.Column("Pass rate");
        table.Column("Distribution", "drawn");
        foreach (EvalScoreSummary summary in summaries)
        {
            string interval = ReportNumber.Interval(summary.Low, summary.High);
            string mean = summary.Kind == EvalScoreKind.Binary ? ReportNumber.Percent(summary.Mean) : ReportNumber.Value(summary.Mean);
            table.Row()
                .Cell(summary.Metric, Below(summary))
                .Cell(ReportNumber.Count(summary.Count), Absent(summary))
                .Cell(mean, Spread(summary))
                .Cell(WhiskerChart.Row(
                    axis,
                    new IntervalMark(summary.Mean, summary.Low, summary.High, "tone-accent", summary.PassThreshold),
                    interval.Length == 0 ? $"{summary.Metric}: mean {mean}" : $"{summary.Metric}: mean {mean}, {interval}"));
            if (hasPass)
                table.Cell(Pass(summary));
            table.Cell(DistributionBars.Draw(
                [.. summary.Distribution.Select(static bin => new LabelCount(bin.Label, bin.Count))], Described(summary)));
        }

        return table.ToElement();
    }

    private static string? Below(EvalScoreSummary summary) =>
        summary.Group is null ? summary.Reason : summary.Reason is null ? summary.Group : $"{summary.Group}. {summary.Reason}";

    private static string? Absent(EvalScoreSummary summary)
    {
        string text = string.Join(", ", new[]
        {
            summary.Failed > 0 ? $"{ReportNumber.Count(summary.Failed)} failed" : null,
            summary.Missing > 0 ? $"{ReportNumber.Count(summary.Missing)} missing" : null,
        }.Where(static part => part is not null));
        return text.Length == 0 ? null : text;
    }

    private static string? Spread(EvalScoreSummary summary) => summary is { Low: double low, High: double high }
        ? summary.Kind == EvalScoreKind.Binary
            ? $"{ReportNumber.Percent(low)} to {ReportNumber.Percent(high)}"
            : ReportNumber.Interval(low, high)
        : null;

    private static HtmlElement? Pass(EvalScoreSummary summary)
    {
        if (summary.PassRate is not double rate)
            return null;
        string text = ReportNumber.Percent(rate);
        string threshold = summary.PassThreshold is double limit ? $" at a threshold of {ReportNumber.Value(limit)}" : "";
        string description =
            $"{text} pass{threshold} ({ReportNumber.Percent(summary.PassLow)} to {ReportNumber.Percent(summary.PassHigh)})";
        return new HtmlElement("span", "pass-rate").Text(text + " ").Add(
            PassBar.Draw(rate, summary.PassLow, summary.PassHigh, description));
    }

    private static string Described(EvalScoreSummary summary) => summary.Distribution.Count == 0
        ? "No distribution"
        : "Distribution: " + string.Join(", ", summary.Distribution.Take(20).Select(static bin => $"{bin.Label} {ReportNumber.Count(bin.Count)}"));

    private static string Counts(EvalScoreSummary summary)
    {
        string absent = Absent(summary) is { } text ? ", " + text : "";
        return ReportWords.Counted(summary.Count, "value") + absent;
    }
}
