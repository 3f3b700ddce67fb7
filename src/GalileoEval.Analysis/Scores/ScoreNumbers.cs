namespace GalileoEval.Analysis.Scores;

/// <summary>Scores as the numbers that a kind makes of them.</summary>
internal static class ScoreNumbers
{
    /// <summary>A score as a number.</summary>
    /// <param name="series">The scores.</param>
    /// <param name="index">Which.</param>
    /// <param name="kind">Numeric, or Binary, to which only 0 and 1 belong.</param>
    /// <param name="number">The number.</param>
    /// <returns>False where the score has no value of that kind.</returns>
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

    /// <summary>Whether a number, and what is computed from numbers, can be shown.</summary>
    /// <param name="number">The number.</param>
    /// <returns>The number; null where it is none, or larger than numbers can be.</returns>
    public static double? Finite(double? number) =>
        number is { } value && !double.IsNaN(value) && !double.IsInfinity(value) ? value : null;
}
