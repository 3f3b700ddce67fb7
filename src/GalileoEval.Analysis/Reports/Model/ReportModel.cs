namespace GalileoEval.Analysis.Reports.Model;

/// <summary>What a report shows, in the order in which every format shows it. Nothing in it is longer than a report shows, and
/// texts are in it only where they were asked for.</summary>
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

    /// <summary>How many scores there are, those that are not kept included.</summary>
    public required long ScoreCount { get; init; }

    /// <summary>The work, what failed first.</summary>
    public required IReadOnlyList<EvalReportWork> Work { get; init; }

    /// <summary>Where the report comes from.</summary>
    public required IReadOnlyList<ReportFact> Provenance { get; init; }

    /// <summary>What to look at first, the most important first.</summary>
    public required IReadOnlyList<AttentionItem> Attention { get; init; }

    /// <summary>The verdict of the gates; null where none was checked.</summary>
    public EvalGateOutcome? Verdict => Gates.Count == 0 ? null
        : Gates.Any(static gate => gate.Outcome == EvalGateOutcome.Failed) ? EvalGateOutcome.Failed
        : Gates.Any(static gate => gate.Outcome == EvalGateOutcome.Inconclusive) ? EvalGateOutcome.Inconclusive
        : Gates.Any(static gate => gate.Outcome == EvalGateOutcome.Passed) ? EvalGateOutcome.Passed
        : EvalGateOutcome.Skipped;

    /// <summary>Whether there is nothing to show.</summary>
    public bool IsEmpty => Gates.Count + Summaries.Count + Comparisons.Count + Agreements.Count + Pairwise.Count + Trends.Count
        + Labels.Count + Scores.Count + Work.Count == 0;
}

/// <summary>A comparison and its items as a report shows them.</summary>
/// <param name="Comparison">The figures.</param>
/// <param name="Changes">The items that have a place: the ends of the list, and a sample of what is between them.</param>
/// <param name="Regressions">The worst regressions.</param>
/// <param name="Improvements">The best improvements.</param>
/// <param name="HigherIsBetter">On which side of no difference the improvements are.</param>
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

/// <summary>The points of one trend in their order.</summary>
/// <param name="Name">What is measured again and again.</param>
/// <param name="Points">The points.</param>
internal sealed record ReportTrend(string Name, IReadOnlyList<EvalReportTrendPoint> Points);

/// <summary>The labels of one key.</summary>
/// <param name="Key">What was rated.</param>
/// <param name="Labels">The labels: numbers in their order, others by their count.</param>
internal sealed record LabelSet(string Key, IReadOnlyList<Charts.LabelCount> Labels);

/// <summary>A line of the provenance.</summary>
/// <param name="Name">What it is about.</param>
/// <param name="Value">The text.</param>
internal sealed record ReportFact(string Name, string Value);

/// <summary>Something to look at first.</summary>
/// <param name="Tone">How it is coloured.</param>
/// <param name="Word">What it is in a word.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Text">Why, in a sentence.</param>
/// <param name="Section">The section that has more, by its ID.</param>
internal sealed record AttentionItem(Tone Tone, string Word, string Subject, string Text, string Section);

/// <summary>What a colour means.</summary>
internal enum Tone
{
    /// <summary>No judgement.</summary>
    Neutral,

    /// <summary>As it should be.</summary>
    Good,

    /// <summary>Needs a second look.</summary>
    Warn,

    /// <summary>Not as it should be.</summary>
    Bad,
}
