using GalileoEval.Analysis.Statistics;

namespace GalileoEval.Analysis.Scores;

/// <summary>Measures and compares scores.</summary>
public sealed class ScoreAnalysis : IScoreAnalysis
{
    /// <inheritdoc/>
    public IEnumerable<EvalScoreSummary> Measure(
        ScoreTable scores, EvalMeasureOptions options, CancellationToken cancellationToken)
    {
        _ = scores ?? throw new ArgumentNullException(nameof(scores));
        _ = options ?? throw new ArgumentNullException(nameof(options));
        return scores.Series.Select(series =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            return ScoreMeasure.Measure(series, scores.HasClusters, options);
        });
    }

    /// <inheritdoc/>
    public IReadOnlyList<EvalScoreComparison> Compare(
        ScoreTable reference, ScoreTable difference, EvalCompareOptions options, CancellationToken cancellationToken)
    {
        _ = reference ?? throw new ArgumentNullException(nameof(reference));
        _ = difference ?? throw new ArgumentNullException(nameof(difference));
        _ = options ?? throw new ArgumentNullException(nameof(options));

        ScoreComparer comparer = new(reference, difference, options, cancellationToken);
        List<ComparisonDraft> drafts =
        [
            .. reference.Series.Select(series => comparer.Compare(series, difference.Find(series.Metric, series.Group))),
            .. difference.Series
                .Where(series => reference.Find(series.Metric, series.Group) is null)
                .Select(series => comparer.Compare(null, series)),
        ];
        return WithVerdicts(drafts, options);
    }

    private static EvalScoreComparison[] WithVerdicts(List<ComparisonDraft> drafts, EvalCompareOptions options)
    {
        int[] tested = [.. Enumerable.Range(0, drafts.Count).Where(index => drafts[index].Result.PValue is not null)];
        double[] adjusted = Holm.Adjust([.. tested.Select(index => drafts[index].Result.PValue!.Value)]);
        for (int i = 0; i < tested.Length; i++)
        {
            ComparisonDraft draft = drafts[tested[i]];
            drafts[tested[i]] = draft with { Result = draft.Result with { AdjustedPValue = adjusted[i] } };
        }

        return [.. drafts.Select(draft => VerdictRules.Apply(draft, options))];
    }
}
