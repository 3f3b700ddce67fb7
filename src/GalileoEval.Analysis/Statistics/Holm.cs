namespace GalileoEval.Analysis.Statistics;

/// <summary>The step-down adjustment of p values by Holm (1979).</summary>
internal static class Holm
{
    /// <summary>Adjusts p values.</summary>
    /// <param name="values">The p values.</param>
    /// <returns>The adjusted p values, in the same order.</returns>
    public static double[] Adjust(double[] values)
    {
        int[] order = [.. Enumerable.Range(0, values.Length).OrderBy(index => values[index])];
        double[] adjusted = new double[values.Length];
        double largest = 0;
        for (int i = 0; i < order.Length; i++)
        {
            largest = Math.Max(largest, Math.Min(1, (values.Length - i) * values[order[i]]));
            adjusted[order[i]] = largest;
        }

        return adjusted;
    }
}
