namespace GalileoEval.Analysis.Scores;

/// <summary>Creates the list of paired items, worst first.</summary>
internal static class ChangeList
{
    /// <summary>Items with numbers, or with true and false.</summary>
    public static EvalList<EvalScoreChange> OfNumbers(
        EvalScoreComparison comparison, ScorePairs pairs, PairedNumbers numbers, ScoreSeries reference, bool isLowerBetter)
    {
        int sign = isLowerBetter ? -1 : 1;
        int[] order = Order(pairs.Count, index => sign * numbers.Deltas[index]);
        bool isBinary = comparison.Kind == EvalScoreKind.Binary;
        return new EvalList<EvalScoreChange>([.. order.Select(index =>
        {
            double delta = numbers.Deltas[index];
            return Item(comparison, pairs, index, reference) with
            {
                Reference = isBinary ? numbers.Reference[index] > 0 : numbers.Reference[index],
                Difference = isBinary ? numbers.Difference[index] > 0 : numbers.Difference[index],
                Delta = ScoreNumbers.Finite(delta),
                Change = delta == 0 ? EvalChangeKind.Tied
                    : sign * delta > 0 ? EvalChangeKind.Improved
                    : EvalChangeKind.Regressed,
            };
        })]);
    }

    /// <summary>Items with labels, those that changed first.</summary>
    public static EvalList<EvalScoreChange> OfLabels(EvalScoreComparison comparison, ScorePairs pairs, ScoreSeries reference)
    {
        string[] before = [.. pairs.Reference.Select(item => item.Label)];
        string[] after = [.. pairs.Difference.Select(item => item.Label)];
        int[] order = Order(pairs.Count, index => before[index] == after[index] ? 1 : 0);
        return new EvalList<EvalScoreChange>([.. order.Select(index => Item(comparison, pairs, index, reference) with
        {
            Reference = before[index],
            Difference = after[index],
            Change = before[index] == after[index] ? EvalChangeKind.Tied : EvalChangeKind.Changed,
        })]);
    }

    private static EvalScoreChange Item(EvalScoreComparison comparison, ScorePairs pairs, int index, ScoreSeries reference) =>
        new(reference.IsTextKeyAt(pairs.Reference[index].Index))
        {
            Metric = comparison.Metric,
            Group = comparison.Group,
            Key = ScoreKeyText.Display(pairs.Keys[index]),
        };

    // Pairs are in the order of their keys, which breaks ties.
    private static int[] Order(int count, Func<int, double> rank)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        double[] ranks = [.. order.Select(rank)];
        return [.. order.OrderBy(index => ranks[index])];
    }
}
