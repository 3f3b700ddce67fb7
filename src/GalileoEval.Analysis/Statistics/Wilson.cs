using MathNet.Numerics.Distributions;

namespace GalileoEval.Analysis.Statistics;

/// <summary>The score interval of a share (Wilson 1927).</summary>
internal static class Wilson
{
    /// <summary>Computes the interval.</summary>
    /// <param name="count">The number of successes.</param>
    /// <param name="total">The number of trials, at least 1.</param>
    /// <param name="confidenceLevel">The level, between 0 and 1.</param>
    public static ConfidenceInterval Interval(double count, double total, double confidenceLevel)
    {
        double z = Normal.InvCDF(0, 1, 1 - ((1 - confidenceLevel) / 2));
        double share = count / total;
        double square = z * z / total;
        double center = (share + (square / 2)) / (1 + square);
        double half = z / (1 + square) * Math.Sqrt((share * (1 - share) / total) + (square / (4 * total)));
        // At 0 and 1, rounding must not exclude the share from the interval.
        return new ConfidenceInterval(count <= 0 ? 0 : center - half, count >= total ? 1 : center + half).Clip(0, 1);
    }
}
