using MathNet.Numerics.Distributions;

namespace GalileoEval.Analysis.Statistics;

/// <summary>The signed-rank test of Wilcoxon (1945): zeros dropped, midranks, normal approximation with the correction for
/// ties and without continuity correction.</summary>
internal static class Wilcoxon
{
    /// <summary>The standardized sum of the positive ranks.</summary>
    /// <param name="differences">The differences; ties are zero.</param>
    /// <returns>The statistic, positive if the differences are mostly positive; null if all are zero.</returns>
    public static double? Statistic(double[] differences)
    {
        double[] kept = [.. differences.Where(difference => difference != 0).OrderBy(Math.Abs)];
        double count = kept.Length;
        double positive = 0;
        double tied = 0;
        for (int start = 0; start < kept.Length;)
        {
            int end = start + 1;
            while (end < kept.Length && Tolerance.AreEqual(Math.Abs(kept[end]), Math.Abs(kept[start])))
                end++;
            double size = end - start;
            double rank = (start + 1 + end) / 2.0;
            for (int i = start; i < end; i++)
                positive += kept[i] > 0 ? rank : 0;
            tied += (size * size * size) - size;
            start = end;
        }

        double variance = (count * (count + 1) * ((2 * count) + 1) / 24) - (tied / 48);
        return variance > 0 ? (positive - (count * (count + 1) / 4)) / Math.Sqrt(variance) : null;
    }

    /// <summary>The two-sided p value of a statistic.</summary>
    public static double PValue(double statistic) => Math.Min(1, 2 * Normal.CDF(0, 1, -Math.Abs(statistic)));
}
