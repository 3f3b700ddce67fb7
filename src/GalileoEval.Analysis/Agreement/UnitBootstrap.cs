using GalileoEval.Analysis.Statistics;

namespace GalileoEval.Analysis.Agreement;

/// <summary>The percentile bootstrap over units (Efron and Tibshirani 1993, chapter 13): units are drawn with replacement and
/// counted by type, so that a resample copies no ratings.</summary>
internal static class UnitBootstrap
{
    /// <summary>The number of resamples.</summary>
    public const int Resamples = 1000;

    private const double MaximumUndefinedShare = 0.05;

    /// <summary>Computes a statistic and its interval.</summary>
    /// <param name="statistic">The statistic.</param>
    /// <param name="undefined">Why the statistic is undefined, if it is.</param>
    /// <param name="confidenceLevel">The confidence level, 0 to 1.</param>
    /// <param name="random">The source of random numbers.</param>
    /// <param name="cancellation">Cancels the work.</param>
    public static AgreementFigure Measure(
        IUnitStatistic statistic,
        string undefined,
        double confidenceLevel,
        RandomStream random,
        CancellationToken cancellation)
    {
        int[] counts = new int[statistic.TypeCount];
        foreach (int type in statistic.TypeOfUnit)
            counts[type]++;
        if (statistic.ValueOf(counts) is not { } value)
            return AgreementFigure.Undefined(undefined);
        if (statistic.TypeOfUnit.Length < 2)
            return AgreementFigure.WithoutInterval(value, "No interval: only one unit has ratings of two raters.");

        double[] defined = Draw(statistic, counts, random, cancellation);
        int dropped = Resamples - defined.Length;
        if (dropped > MaximumUndefinedShare * Resamples)
        {
            return AgreementFigure.WithoutInterval(
                value, $"No interval: the statistic is not defined in {dropped} of {Resamples} bootstrap resamples.");
        }

        Array.Sort(defined);
        double tail = (1 - confidenceLevel) / 2;
        return new AgreementFigure(
            value, Moments.Quantile(defined, tail), Moments.Quantile(defined, 1 - tail), EvalIntervalMethod.PercentileBootstrap, null);
    }

    private static double[] Draw(IUnitStatistic statistic, int[] counts, RandomStream random, CancellationToken cancellation)
    {
        int[] typeOfUnit = statistic.TypeOfUnit;
        List<double> values = new(Resamples);
        for (int resample = 0; resample < Resamples; resample++)
        {
            cancellation.ThrowIfCancellationRequested();
            Array.Clear(counts, 0, counts.Length);
            for (int draw = 0; draw < typeOfUnit.Length; draw++)
                counts[typeOfUnit[random.NextIndex(typeOfUnit.Length)]]++;
            if (statistic.ValueOf(counts) is { } value)
                values.Add(value);
        }

        return [.. values];
    }
}
