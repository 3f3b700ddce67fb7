using MathNet.Numerics;

namespace GalileoEval.Analysis.Statistics;

/// <summary>The exact test of McNemar (1947) for paired Booleans.</summary>
internal static class McNemar
{
    /// <summary>The two-sided p value: twice the binomial tail, at most 1.</summary>
    /// <param name="first">The pairs that differ in one direction.</param>
    /// <param name="second">The pairs that differ in the other.</param>
    /// <returns>The p value; null if no pair differs.</returns>
    public static double? PValue(int first, int second)
    {
        int total = first + second;
        int fewer = Math.Min(first, second);
        if (total == 0)
            return null;
        // For an even total, both tails would include the middle.
        return 2 * fewer == total ? 1 : Math.Min(1, 2 * SpecialFunctions.BetaRegularized(total - fewer, fewer + 1, 0.5));
    }
}
