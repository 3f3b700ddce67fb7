namespace GalileoEval.Analysis.Reports.Model;

/// <summary>The content of a report, in the order in which every format shows it. Everything is truncated to the length that a
/// report shows, and texts are included only if requested.</summary>
internal sealed record ReportModel
{
    /// <summary>What the report shows.</summary>
    public required EvalReportOptions Options { get; init; }

    /// <summary>The results of gates, those that did not pass first.</summary>
    public required IReadOnlyList<EvalGateResult> Gates { get; init; }

    /// <summary>The measured metrics, by name.</summary>
    public required IReadOnlyList<EvalScoreSummary> Summaries { get; init; }

    /// <summary>The comparisons, regressions first.</summary>
    public required IReadOnlyList<ReportComparison> Comparisons { get; init; }

    /// <summary>The agreements of all raters.</summary>
    public required IReadOnlyList<EvalAgreement> Agreements { get; init; }

    /// <summary>The agreements of pairs of raters, by metric, group and statistic.</summary>
    public required IReadOnlyList<PairwiseAgreement> Pairwise { get; init; }

    /// <summary>The trends, by name.</summary>
    public required IReadOnlyList<ReportTrend> Trends { get; init; }

    /// <summary>The labels, by key.</summary>
    public required IReadOnlyList<LabelSet> Labels { get; init; }

    /// <summary>The scores, failed and low ones first.</summary>
    public required IReadOnlyList<EvalReportScore> Scores { get; init; }

    /// <summary>The number of scores, including those that are not kept.</summary>
    public required long ScoreCount { get; init; }

    /// <summary>The work, failures first.</summary>
    public required IReadOnlyList<EvalReportWork> Work { get; init; }

    /// <summary>The origin of the report.</summary>
    public required IReadOnlyList<ReportFact> Provenance { get; init; }

    /// <summary>What needs attention, the most important first.</summary>
    public required IReadOnlyList<AttentionItem> Attention { get; init; }

    /// <summary>The verdict of the gates; null if none was checked.</summary>
    public EvalGateOutcome? Verdict => Gates.Count == 0 ? null
        : Gates.Any(static gate => gate.Outcome == EvalGateOutcome.Failed) ? EvalGateOutcome.Failed
        : Gates.Any(static gate => gate.Outcome == EvalGateOutcome.Inconclusive) ? EvalGateOutcome.Inconclusive
        : Gates.Any(static gate => gate.Outcome == EvalGateOutcome.Passed) ? EvalGateOutcome.Passed
        : EvalGateOutcome.Skipped;

    /// <summary>Whether the report is empty.</summary>
    public bool IsEmpty => Gates.Count + Summaries.Count + Comparisons.Count + Agreements.Count + Pairwise.Count + Trends.Count
        + Labels.Count + Scores.Count + Work.Count == 0;
}

/// <summary>A comparison with the items that a report shows.</summary>
/// <param name="Comparison">The figures.</param>
/// <param name="Changes">The items of the chart: both ends of the list, and a sample of the rest.</param>
/// <param name="Regressions">The worst regressions.</param>
/// <param name="Improvements">The best improvements.</param>
/// <param name="HigherIsBetter">Whether a higher value is an improvement.</param>
internal sealed record ReportComparison(
    EvalScoreComparison Comparison,
    IReadOnlyList<EvalScoreChange> Changes,
    IReadOnlyList<EvalScoreChange> Regressions,
    IReadOnlyList<EvalScoreChange> Improvements,
    bool HigherIsBetter);

/// <summary>The agreement of pairs of raters on one metric.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Group">The group; null for none.</param>
/// <param name="Statistic">The statistic.</param>
/// <param name="Pairs">The pairs.</param>
internal sealed record PairwiseAgreement(
    string Metric, string? Group, EvalAgreementStatistic Statistic, IReadOnlyList<EvalAgreement> Pairs)
{
    /// <summary>The raters, by name.</summary>
    public IReadOnlyList<string> Raters { get; } = [.. Pairs
        .SelectMany(static pair => new[] { pair.RaterA ?? "", pair.RaterB ?? "" })
        .Distinct(StringComparer.Ordinal)
        .OrderBy(static rater => rater, StringComparer.Ordinal)];
}

/// <summary>The points of one trend in order.</summary>
/// <param name="Name">What is measured repeatedly.</param>
/// <param name="Points">The points.</param>
internal sealed record ReportTrend(string Name, IReadOnlyList<EvalReportTrendPoint> Points);

/// <summary>The labels of one key.</summary>
/// <param name="Key">What was rated.</param>
/// <param name="Labels">The labels: numbers in ascending order, others by count.</param>
internal sealed record LabelSet(string Key, IReadOnlyList<Charts.LabelCount> Labels);

/// <summary>A line of the provenance.</summary>
internal sealed record ReportFact(string Name, string Value);

/// <summary>An item that needs attention.</summary>
/// <param name="Tone">The tone, which decides the colour.</param>
/// <param name="Word">The kind, in one word.</param>
/// <param name="Subject">The subject.</param>
/// <param name="Text">Why, in a sentence.</param>
/// <param name="Section">The ID of the section with the details.</param>
internal sealed record AttentionItem(Tone Tone, string Word, string Subject, string Text, string Section);

/// <summary>The meaning of a colour.</summary>
internal enum Tone
{
    /// <summary>No judgement.</summary>
    Neutral,

    /// <summary>Good.</summary>
    Good,

    /// <summary>Needs attention.</summary>
    Warn,

    /// <summary>Bad.</summary>
    Bad,
}
