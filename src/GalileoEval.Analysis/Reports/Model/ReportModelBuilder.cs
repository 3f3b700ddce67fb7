using System.Globalization;
using GalileoEval.Analysis.Reports.Charts;
using GalileoEval.Analysis.Reports.Wording;

namespace GalileoEval.Analysis.Reports.Model;

/// <summary>Creates the model of a report: sorts the content and removes what must not be shown.</summary>
internal sealed class ReportModelBuilder
{
    /// <summary>The maximum number of regressions, and of improvements, per comparison.</summary>
    private const int ChangeRows = 10;

    /// <summary>The maximum length of a label; longer ones are treated as texts.</summary>
    private const int LabelLength = 60;

    private readonly EvalReportContent _content;
    private readonly EvalReportOptions _options;

    private ReportModelBuilder(EvalReportContent content, EvalReportOptions options)
    {
        _content = content;
        _options = options with { Title = ReportText.Name(options.Title) ?? "Evaluation report" };
    }

    /// <summary>Creates the model.</summary>
    public static ReportModel Build(EvalReportContent content, EvalReportOptions options) =>
        new ReportModelBuilder(content, options).Build();

    private ReportModel Build()
    {
        EvalGateResult[] gates = [.. _content.Gates.Select(Cleaned)
            .OrderBy(static gate => GateRank(gate.Outcome)).ThenBy(static gate => gate.Rule, StringComparer.Ordinal)
            .ThenBy(static gate => gate.Metric, StringComparer.Ordinal).ThenBy(static gate => gate.Group, StringComparer.Ordinal)
            .ThenBy(static gate => gate.Statistic, StringComparer.Ordinal)];
        ReportComparison[] comparisons = Comparisons();
        EvalReportWork[] work = [.. _content.Work.Select(Cleaned)
            .OrderBy(static item => StateRank(item.State)).ThenBy(static item => item.Service)
            .ThenBy(static item => item.Kind, StringComparer.Ordinal).ThenBy(static item => item.Id, StringComparer.Ordinal)];
        ILookup<bool, EvalAgreement> agreements = _content.Agreements.Select(Cleaned)
            .OrderBy(static one => one.Metric, StringComparer.Ordinal).ThenBy(static one => one.Group, StringComparer.Ordinal)
            .ThenBy(static one => one.Statistic).ThenBy(static one => one.RaterA, StringComparer.Ordinal)
            .ThenBy(static one => one.RaterB, StringComparer.Ordinal)
            .ToLookup(static one => one.RaterA is not null);
        return new ReportModel
        {
            Options = _options,
            Gates = gates,
            Summaries = [.. _content.Summaries.Select(Cleaned)
                .OrderBy(static summary => summary.Metric, StringComparer.Ordinal)
                .ThenBy(static summary => summary.Group, StringComparer.Ordinal)],
            Comparisons = comparisons,
            Agreements = [.. agreements[false]],
            Pairwise = [.. agreements[true]
                .GroupBy(static one => (one.Metric, one.Group, one.Statistic))
                .Select(static group => new PairwiseAgreement(group.Key.Metric, group.Key.Group, group.Key.Statistic, [.. group]))],
            Trends = Trends(),
            Labels = Labels(),
            Scores = [.. _content.Scores.Select(Cleaned)],
            ScoreCount = _content.ScoreCount,
            Work = work,
            Provenance = Provenance(),
            Attention = AttentionList.Of(gates, comparisons, work),
        };
    }

    private ReportComparison[] Comparisons()
    {
        ILookup<(string Metric, string? Group), EvalScoreChange> single = _content.Changes.ToLookup(static change => (change.Metric, change.Group));
        HashSet<(string, string?)> known = [.. _content.Comparisons.Select(static one => (one.Metric, one.Group))];
        IEnumerable<EvalScoreComparison> all = _content.Comparisons
            .Select(one => one.Changes.Count > 0 ? one : one with { Changes = new EvalList<EvalScoreChange>([.. single[(one.Metric, one.Group)]]) })
            .Concat(single.Where(group => !known.Contains(group.Key)).Select(ComparisonOf));
        return [.. all.Select(Shown)
            .OrderBy(static one => VerdictRank(one.Comparison.Verdict))
            .ThenBy(static one => one.Comparison.Metric, StringComparer.Ordinal)
            .ThenBy(static one => one.Comparison.Group, StringComparer.Ordinal)];
    }

    // Changes without their comparison are counted, but not tested.
    private static EvalScoreComparison ComparisonOf(IGrouping<(string Metric, string? Group), EvalScoreChange> group)
    {
        EvalScoreChange[] changes = [.. group];
        double[] deltas = [.. changes.Where(static change => change.Delta is not null).Select(static change => change.Delta!.Value)];
        return new EvalScoreComparison
        {
            Metric = group.Key.Metric,
            Group = group.Key.Group,
            Pairs = changes.Length,
            Improved = changes.Count(static change => change.Change == EvalChangeKind.Improved),
            Regressed = changes.Count(static change => change.Change == EvalChangeKind.Regressed),
            Tied = changes.Count(static change => change.Change == EvalChangeKind.Tied),
            Delta = deltas.Length == 0 ? null : deltas.Average(),
            Verdict = EvalVerdict.NotApplicable,
            Reason = "Changes without their comparison are not tested.",
            Changes = new EvalList<EvalScoreChange>(changes),
        };
    }

    private ReportComparison Shown(EvalScoreComparison comparison)
    {
        EvalScoreChange? telling = comparison.Changes.FirstOrDefault(static change =>
            change.Change is EvalChangeKind.Improved or EvalChangeKind.Regressed && change.Delta is not null and not 0);
        bool higherIsBetter = telling is null || (telling.Delta > 0) == (telling.Change == EvalChangeKind.Improved);
        EvalScoreChange[] regressions = Largest(comparison, EvalChangeKind.Regressed);
        EvalScoreChange[] improvements = Largest(comparison, EvalChangeKind.Improved);
        EvalScoreChange[] changes = [.. comparison.Changes.Where(static change => change.Delta is not null)];
        return new ReportComparison(
            Cleaned(comparison),
            changes,
            [.. regressions.Select(Cleaned)],
            [.. improvements.Select(Cleaned)],
            higherIsBetter);
    }

    private static EvalScoreChange[] Largest(EvalScoreComparison comparison, EvalChangeKind kind) => [.. comparison.Changes
        .Where(change => change.Change == kind)
        .OrderByDescending(static change => Math.Abs(change.Delta ?? 0))
        .ThenBy(static change => change.Key, StringComparer.Ordinal)
        .Take(ChangeRows)];

    private ReportTrend[] Trends() => [.. _content.Trends
        .GroupBy(static point => point.Series, StringComparer.Ordinal)
        .OrderBy(static series => series.Key, StringComparer.Ordinal)
        .Select(static series => new ReportTrend(
            ReportText.Name(series.Key) ?? "",
            [.. series
                .OrderBy(static point => point.Order).ThenBy(static point => point.Time)
                .ThenBy(static point => point.Name, StringComparer.Ordinal)
                .Select(static point => point with
                {
                    Name = ReportText.Name(point.Name) ?? "", Version = ReportText.Name(point.Version),
                })]))];

    private LabelSet[] Labels() => [.. _content.Labels
        .GroupBy(static entry => entry.Key.Key, StringComparer.Ordinal)
        .OrderBy(static key => key.Key, StringComparer.Ordinal)
        .Select(key => new LabelSet(
            ReportText.Name(key.Key) ?? "(no key)",
            InOrder(key.Select(entry => new LabelCount(LabelOf(entry.Key.Label), entry.Value)))))];

    private static LabelCount[] InOrder(IEnumerable<LabelCount> labels)
    {
        LabelCount[] all = [.. labels];
        return all.All(static label => NumberOf(label) is not null)
            ? [.. all.OrderBy(NumberOf)]
            : [.. all.OrderByDescending(static label => label.Count).ThenBy(static label => label.Label, StringComparer.Ordinal)];
    }

    private static double? NumberOf(LabelCount label) =>
        double.TryParse(label.Label, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null;

    // Labels are short; a longer one may be text written by a person.
    private string LabelOf(string label) =>
        label.Length > LabelLength && !_options.IncludeText ? ReportText.Hash(label) : ReportText.Name(label) ?? "(empty)";

    private EvalScoreChange Cleaned(EvalScoreChange change) => change with
    {
        Metric = ReportText.Name(change.Metric) ?? "",
        Group = ReportText.Name(change.Group),
        Key = KeyOf(change),
        Reference = ValueOf(change.Reference),
        Difference = ValueOf(change.Difference),
    };

    /// <summary>Returns the displayed key of an item.</summary>
    internal static string KeyOf(EvalScoreChange change, EvalReportOptions options) =>
        change.IsKeyFromText() && !options.IncludeText
            ? ReportText.Hash(change.Key)
            : ReportText.Name(ScoreKeyText.Display(change.Key)) ?? "";

    private string KeyOf(EvalScoreChange change) => KeyOf(change, _options);

    private object? ValueOf(object? value) => value is string text ? LabelOf(text) : value;

    private static EvalGateResult Cleaned(EvalGateResult gate) => gate with
    {
        Rule = ReportText.Name(gate.Rule) ?? "",
        Metric = ReportText.Name(gate.Metric),
        Group = ReportText.Name(gate.Group),
        Statistic = ReportText.Name(gate.Statistic),
        Actual = gate.Actual is string text ? ReportText.Name(text) : gate.Actual,
        Message = ReportText.Message(gate.Message),
    };

    private EvalScoreSummary Cleaned(EvalScoreSummary summary) => summary with
    {
        Metric = ReportText.Name(summary.Metric) ?? "",
        Group = ReportText.Name(summary.Group),
        Reason = ReportText.Message(summary.Reason),
        Distribution = new EvalList<EvalScoreBin>(
            [.. summary.Distribution.Select(bin => bin with { Label = LabelOf(bin.Label) })]),
    };

    private static EvalScoreComparison Cleaned(EvalScoreComparison comparison) => comparison with
    {
        Metric = ReportText.Name(comparison.Metric) ?? "",
        Group = ReportText.Name(comparison.Group),
        Reason = ReportText.Message(comparison.Reason),
    };

    private static EvalAgreement Cleaned(EvalAgreement agreement) => agreement with
    {
        Metric = ReportText.Name(agreement.Metric) ?? "",
        Group = ReportText.Name(agreement.Group),
        RaterA = ReportText.Name(agreement.RaterA),
        RaterB = ReportText.Name(agreement.RaterB),
        Reason = ReportText.Message(agreement.Reason),
    };

    private EvalReportWork Cleaned(EvalReportWork work) => work with
    {
        Kind = ReportText.Name(work.Kind) ?? "",
        Id = ReportText.Name(work.Id) ?? "",
        Name = ReportText.Name(work.Name),
        Status = ReportText.Name(work.Status),
        Result = ReportText.Message(_options.IncludeText && work.ResultText is not null ? work.ResultText : work.Result),
        ResultText = null,
        Error = ReportText.Block(work.Error),
    };

    private EvalReportScore Cleaned(EvalReportScore score) => score with
    {
        Metric = ReportText.Name(score.Metric) ?? "",
        Id = ReportText.Name(score.Id),
        Name = ReportText.Name(score.Name),
        Status = ReportText.Name(score.Status),
        Value = score.Value.Kind is ScoreValueKind.Text ? ScoreValue.OfLabel(LabelOf(score.Value.Text!)) : score.Value,
        Error = ReportText.Block(score.Error),
        Explanation = _options.IncludeText ? ReportText.Block(score.Explanation) : null,
        Input = _options.IncludeText ? ReportText.Block(score.Input) : null,
        Output = _options.IncludeText ? ReportText.Block(score.Output) : null,
    };

    private List<ReportFact> Provenance()
    {
        List<ReportFact> facts = [];
        if (_content.Services.Any())
            facts.Add(new ReportFact("Services", string.Join(", ", _content.Services)));
        if (_content.Projects.Any())
            facts.Add(new ReportFact("Projects", ReportText.Message(string.Join(", ", _content.Projects))!));
        facts.Add(new ReportFact("Made", ReportNumber.Time(_options.CreatedAt)));
        facts.Add(new ReportFact("Made by", ("GalileoEval " + ReportText.Name(_options.ModuleVersion)).Trim()));
        if (Times().Length > 0)
            facts.Add(new ReportFact("Work from", $"{ReportNumber.Time(Times().Min())} to {ReportNumber.Time(Times().Max())}"));
        double[] levels = [.. _content.Summaries.Select(static summary => summary.ConfidenceLevel)
            .Concat(_content.Agreements.Select(static agreement => agreement.ConfidenceLevel))
            .Where(static level => level > 0).Distinct().OrderBy(static level => level)];
        if (levels.Length > 0)
            facts.Add(new ReportFact("Confidence level", string.Join(", ", levels.Select(static level => ReportNumber.Percent(level)))));
        double[] significance = [.. _content.Comparisons.Select(static one => one.SignificanceLevel).OfType<double>().Distinct().OrderBy(static level => level)];
        if (significance.Length > 0)
            facts.Add(new ReportFact("Significance level", string.Join(", ", significance.Select(static level => ReportNumber.Percent(level)))));
        int[] seeds = [.. _content.Comparisons.Select(static one => one.Seed)
            .Concat(_content.Agreements.Select(static one => one.Seed)).OfType<int>().Distinct().OrderBy(static seed => seed)];
        if (seeds.Length > 0)
            facts.Add(new ReportFact("Seed", string.Join(", ", seeds.Select(static seed => seed.ToString(CultureInfo.InvariantCulture)))));
        facts.Add(new ReportFact(
            "Options", $"at most {ReportNumber.Count(_options.MaximumRow)} rows in a table; texts {(_options.IncludeText ? "included" : "not included")}"));
        if (!_options.IncludeText)
            facts.Add(new ReportFact("Not shown", "inputs, outputs and explanations; a key built from text is shown as the first 8 characters of its SHA-256 hash"));
        foreach (KeyValuePair<string, int> type in _content.LeftOut)
            facts.Add(new ReportFact("Left out", ReportWords.Counted(type.Value, "object") + " of type " + ReportText.Name(type.Key)));
        return facts;
    }

    private DateTime[] Times() => [.. _content.Work
        .SelectMany(static item => new[] { item.CreatedAt, item.EndedAt })
        .Where(static time => time is not null)
        .Select(static time => time!.Value)];

    private static int GateRank(EvalGateOutcome outcome) => outcome switch
    {
        EvalGateOutcome.Failed => 0, EvalGateOutcome.Inconclusive => 1, EvalGateOutcome.Passed => 2, _ => 3,
    };

    private static int VerdictRank(EvalVerdict verdict) => verdict switch
    {
        EvalVerdict.Regressed => 0, EvalVerdict.Inconclusive => 1, EvalVerdict.Improved => 2, EvalVerdict.NotSignificant => 3, _ => 4,
    };

    private static int StateRank(EvalState state) => state switch
    {
        EvalState.Failed => 0, EvalState.Unknown => 1, EvalState.Canceled => 2, EvalState.Running => 3, EvalState.Pending => 4, _ => 5,
    };
}
