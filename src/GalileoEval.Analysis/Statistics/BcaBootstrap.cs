using MathNet.Numerics.Distributions;

namespace GalileoEval.Analysis.Statistics;

/// <summary>The bias-corrected and accelerated bootstrap interval (Efron 1987) of a mean, over values or over clusters.</summary>
internal static class BcaBootstrap
{
    /// <summary>The number of resamples.</summary>
    public const int Resamples = 9_999;

    /// <summary>Computes the interval.</summary>
    /// <param name="clusters">The values by cluster.</param>
    /// <param name="confidenceLevel">The level, between 0 and 1.</param>
    /// <param name="random">The random numbers.</param>
    /// <param name="cancellationToken">Cancels the computation.</param>
    /// <returns>The interval; null if the resamples do not determine its limits.</returns>
    public static ConfidenceInterval? Interval(
        ClusteredValues clusters, double confidenceLevel, RandomStream random, CancellationToken cancellationToken)
    {
        double mean = MeanOf(clusters);
        double? acceleration = Acceleration(clusters, mean);
        // All clusters have the same mean, and so has every resample.
        if (acceleration is not { } a)
            return new ConfidenceInterval(mean, mean);

        double[] means = new double[Resamples];
        for (int i = 0; i < means.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            means[i] = Draw(clusters, ref random);
        }

        Array.Sort(means);
        double bias = Normal.InvCDF(0, 1, ShareBelow(means, mean));
        double low = Place((1 - confidenceLevel) / 2, bias, a);
        double high = Place((1 + confidenceLevel) / 2, bias, a);
        return double.IsNaN(low) || double.IsNaN(high)
            ? null
            : new ConfidenceInterval(Moments.Quantile(means, low), Moments.Quantile(means, high));
    }

    private static double Place(double probability, double bias, double acceleration)
    {
        if (double.IsInfinity(bias))
            return double.NaN;
        double z = bias + Normal.InvCDF(0, 1, probability);
        double adjusted = bias + (z / (1 - (acceleration * z)));
        return Normal.CDF(0, 1, adjusted);
    }

    // Resamples equal to the mean count half: with few distinct values there are many.
    private static double ShareBelow(double[] sorted, double mean)
    {
        double below = 0;
        foreach (double value in sorted)
        {
            if (Tolerance.AreEqual(value, mean))
                below += 0.5;
            else if (value < mean)
                below++;
        }

        return below / sorted.Length;
    }

    private static double? Acceleration(ClusteredValues clusters, double mean)
    {
        // The mean without each cluster in turn.
        double[] without = new double[clusters.Count];
        double total = 0;
        foreach (double sum in clusters.Sums)
            total += sum;
        for (int i = 0; i < without.Length; i++)
            without[i] = clusters.Count == 1 ? mean : (total - clusters.Sums[i]) / (clusters.ValueCount - clusters.Sizes[i]);

        double center = without.Average();
        double spread = without.Max() - without.Min();
        double magnitude = clusters.Sums.Max(Math.Abs);
        if (spread <= Tolerance.Relative * Math.Max(Math.Abs(mean), magnitude / clusters.ValueCount))
            return null;
        double squares = 0;
        double cubes = 0;
        foreach (double value in without)
        {
            double distance = (center - value) / spread;
            squares += distance * distance;
            cubes += distance * distance * distance;
        }

        return cubes / (6 * Math.Pow(squares, 1.5));
    }

    private static double Draw(ClusteredValues clusters, ref RandomStream random)
    {
        double[] sums = clusters.Sums;
        int[] sizes = clusters.Sizes;
        double sum = 0;
        long size = 0;
        for (int i = 0; i < sums.Length; i++)
        {
            int index = random.NextIndex(sums.Length);
            sum += sums[index];
            size += sizes[index];
        }

        return sum / size;
    }

    private static double MeanOf(ClusteredValues clusters)
    {
        CompensatedSum sum = default;
        foreach (double value in clusters.Sums)
            sum.Add(value);
        return sum.Total / clusters.ValueCount;
    }
}
