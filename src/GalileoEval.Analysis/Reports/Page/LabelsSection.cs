using GalileoEval.Analysis.Reports.Charts;
using GalileoEval.Analysis.Reports.Html;
using GalileoEval.Analysis.Reports.Model;
using GalileoEval.Analysis.Reports.Wording;

namespace GalileoEval.Analysis.Reports.Page;

/// <summary>How often each label was given, and how well the raters agree.</summary>
internal static class LabelsSection
{
    private const int BarsPerKey = 8;

    /// <summary>Creates the section.</summary>
    /// <returns>The section; null without labels and agreement.</returns>
    public static HtmlElement? Create(ReportModel model, int rows)
    {
        if (model.Labels.Count + model.Agreements.Count + model.Pairwise.Count == 0)
            return null;
        bool hasAgreement = model.Agreements.Count + model.Pairwise.Count > 0;
        string title = !hasAgreement ? "Labels" : model.Labels.Count == 0 ? "Agreement" : "Labels and agreement";
        string lead = hasAgreement
            ? "1 is perfect agreement, 0 is the level of chance, below 0 is worse than chance; percent agreement is a share."
            : "How often each label was given.";
        HtmlElement section = Parts.Section("labels", title, lead);
        if (model.Agreements.Count > 0)
            section.Add(AgreementTable(model, rows));
        // A figure takes the space of several rows.
        int figures = Math.Max(1, rows / 10);
        if (model.Pairwise.Count > 0)
        {
            section.Add(Parts.Block(
                "Agreement of pairs of raters",
                new HtmlElement("div", "panels").AddAll(model.Pairwise.Take(figures).Select(HeatMap)),
                Parts.NotShown(model.Pairwise.Count - figures, "map")));
        }

        if (model.Labels.Count > 0)
        {
            HtmlElement panels = new HtmlElement("div", "panels").AddAll(model.Labels.Take(figures).Select(static set =>
                Figure(set.Key, set.Labels, ReportWords.Counted(set.Labels.Sum(static label => label.Count), "rating"))));
            HtmlElement? cut = Parts.NotShown(model.Labels.Count - figures, "key");
            section.Add(hasAgreement ? Parts.Block("Labels by key", panels, cut) : panels.Add(cut));
        }

        return section;
    }

    /// <summary>Draws the labels of one key.</summary>
    /// <param name="title">What was rated.</param>
    /// <param name="labels">The labels in order; the rarest of many are combined.</param>
    /// <param name="subtitle">The text below the title.</param>
    public static HtmlElement Figure(string title, IReadOnlyList<LabelCount> labels, string subtitle)
    {
        IReadOnlyList<LabelCount> bars = labels;
        if (labels.Count > BarsPerKey)
        {
            HashSet<LabelCount> kept = [.. labels.OrderByDescending(static label => label.Count).Take(BarsPerKey - 1)];
            LabelCount[] others = [.. labels.Where(label => !kept.Contains(label))];
            bars = [.. labels.Where(kept.Contains), new LabelCount($"{ReportNumber.Count(others.Length)} others", others.Sum(static label => label.Count))];
        }

        string description = $"{title}: " + string.Join(", ", bars.Select(static bar => $"{bar.Label} {ReportNumber.Count(bar.Count)}"));
        return Parts.Figure(title, subtitle, LabelBars.Draw(bars, description));
    }

    private static HtmlElement AgreementTable(ReportModel model, int rows)
    {
        IEnumerable<double> drawn = model.Agreements
            .SelectMany(static one => new[] { one.Value, one.Low, one.High })
            .Where(static value => value is not null).Select(static value => Math.Max(-1, value!.Value));
        AxisScale axis = WhiskerChart.Axis(drawn.Concat([0, 1]));
        ReportTable table = new ReportTable("Agreement of all raters")
            .Column("Metric", "name").Column("Statistic").Column("Agreement", "number")
            .Column("Interval", "drawn", WhiskerChart.Header(axis, "Agreement"))
            .Column("Units", "number").Column("Raters", "number").Column("Ratings", "number");
        foreach (EvalAgreement one in model.Agreements.Take(rows))
        {
            string value = ReportNumber.Value(one.Value);
            string interval = ReportNumber.Interval(one.Low, one.High);
            string below = string.Join(". ", new[] { one.Group, one.Reason }.Where(static part => part is not null));
            table.Row()
                .Cell(one.Metric, below)
                .Cell(NameOf(one.Statistic), LevelOf(one))
                .Cell(value, interval.Length == 0 ? null : interval)
                .Cell(WhiskerChart.Row(
                    axis, new IntervalMark(one.Value, one.Low, one.High, "tone-accent"),
                    interval.Length == 0 ? $"{one.Metric}: {value}" : $"{one.Metric}: {value}, {interval}"))
                .Cell(ReportNumber.Count(one.Units))
                .Cell(ReportNumber.Count(one.Raters))
                .Cell(ReportNumber.Count(one.Ratings), one.Missing > 0 ? $"{ReportNumber.Count(one.Missing)} missing" : null);
        }

        return new HtmlElement("div").Add(table.ToElement(), Parts.NotShown(model.Agreements.Count - rows));
    }

    private static HtmlElement HeatMap(PairwiseAgreement pairwise)
    {
        RaterPair[] pairs = [.. pairwise.Pairs.Select(static one => new RaterPair(one.RaterA ?? "", one.RaterB ?? "", one.Value, one.Units))];
        string description = $"{NameOf(pairwise.Statistic)} of {ReportWords.Place(pairwise.Metric, pairwise.Group)}: "
            + string.Join(", ", pairs.Take(28).Select(static pair => $"{pair.RaterA} and {pair.RaterB} {ReportNumber.Short(pair.Value)}"));
        HtmlElement map = AgreementHeatMap.Draw(pairwise.Raters, pairs, description);
        return Parts.Figure(
            ReportWords.Place(pairwise.Metric, pairwise.Group), NameOf(pairwise.Statistic), map,
            Parts.NotShown(pairwise.Raters.Count - AgreementHeatMap.MaximumRaters, "rater"));
    }

    private static string NameOf(EvalAgreementStatistic statistic) => statistic switch
    {
        EvalAgreementStatistic.Alpha => "Krippendorff’s alpha",
        EvalAgreementStatistic.CohenKappa => "Cohen’s kappa",
        EvalAgreementStatistic.FleissKappa => "Fleiss’s kappa",
        _ => "Percent agreement",
    };

    private static string? LevelOf(EvalAgreement one) => one.Statistic switch
    {
        EvalAgreementStatistic.Alpha => one.Level.ToString().ToLowerInvariant(),
        EvalAgreementStatistic.CohenKappa when one.Weight != EvalAgreementWeight.None => one.Weight.ToString().ToLowerInvariant() + " weights",
        _ => null,
    };
}
