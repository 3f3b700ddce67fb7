namespace GalileoEval.Analysis.Statistics;

/// <summary>Mean and variance of sorted values, safe from overflow and from cancellation.</summary>
internal static class Moments
{
    /// <summary>The mean.</summary>
    /// <param name="values">The values in ascending order, at least one.</param>
    public static double Mean(double[] values)
    {
        if (IsConstant(values))
            return values[0];
        double scale = ScaleOf(values);
        CompensatedSum sum = default;
        foreach (double value in values)
            sum.Add(value / scale);
        double mean = sum.Total / values.Length * scale;
        return Math.Min(Math.Max(mean, values[0]), values[values.Length - 1]);
    }

    /// <summary>The sample standard deviation (n - 1).</summary>
    /// <param name="values">The values in ascending order, at least two.</param>
    /// <param name="mean">Their mean.</param>
    /// <returns>The deviation; infinite on overflow.</returns>
    public static double StandardDeviation(double[] values, double mean)
    {
        if (IsConstant(values))
            return 0;
        double scale = ScaleOf(values);
        CompensatedSum sum = default;
        foreach (double value in values)
        {
            double distance = (value / scale) - (mean / scale);
            sum.Add(distance * distance);
        }

        return Math.Sqrt(sum.Total / (values.Length - 1)) * scale;
    }

    /// <summary>A quantile, type 7 of Hyndman and Fan (1996): linear between the values around it.</summary>
    /// <param name="values">The values in ascending order, at least one.</param>
    /// <param name="probability">The probability, 0 to 1.</param>
    public static double Quantile(double[] values, double probability)
    {
        double place = (values.Length - 1) * probability;
        int index = Math.Min((int)place, values.Length - 1);
        double low = values[index];
        double high = values[Math.Min(index + 1, values.Length - 1)];
        double share = place - index;
        // Two products, because the difference of two huge values may overflow.
        return low == high ? low : (low * (1 - share)) + (high * share);
    }

    // 1 unless a square or a sum would overflow or underflow: dividing costs time and precision.
    private static double ScaleOf(double[] values)
    {
        double largest = Math.Max(Math.Abs(values[0]), Math.Abs(values[values.Length - 1]));
        return largest is > 1e140 or < 1e-140 ? Math.Pow(2, Math.Floor(Math.Log(largest, 2))) : 1;
    }

    private static bool IsConstant(double[] values) => values[0] == values[values.Length - 1];
}
