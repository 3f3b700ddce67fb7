namespace GalileoEval.Analysis.Scores;

/// <summary>Converts scores to numbers.</summary>
internal static class ScoreNumbers
{
    /// <summary>A score as a number.</summary>
    /// <param name="series">The scores.</param>
    /// <param name="index">The index of the score.</param>
    /// <param name="kind">Numeric, or Binary, which allows only 0 and 1.</param>
    /// <param name="number">The number.</param>
    /// <returns>False if the score has no value of that kind.</returns>
    public static bool TryGet(ScoreSeries series, int index, EvalScoreKind kind, out double number)
    {
        number = series.NumberAt(index);
        return series.KindAt(index) switch
        {
            ScoreValueKind.Boolean => true,
            ScoreValueKind.Number => kind == EvalScoreKind.Numeric || number is 0 or 1,
            _ => false,
        };
    }

    /// <summary>Replaces infinity and NaN by null.</summary>
    /// <returns>The number; null if it is not finite.</returns>
    public static double? Finite(double? number) =>
        number is { } value && !double.IsNaN(value) && !double.IsInfinity(value) ? value : null;
}
