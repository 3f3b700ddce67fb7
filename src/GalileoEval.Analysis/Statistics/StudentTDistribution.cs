using MathNet.Numerics;

namespace GalileoEval.Analysis.Statistics;

/// <summary>Tails and quantiles of Student's t distribution.</summary>
internal static class StudentTDistribution
{
    /// <summary>The two-sided p value.</summary>
    /// <param name="t">The statistic.</param>
    /// <param name="freedom">The degrees of freedom, at least 1.</param>
    public static double TwoSided(double t, double freedom)
    {
        double square = t * t;
        return double.IsInfinity(square) ? 0 : SpecialFunctions.BetaRegularized(freedom / 2, 0.5, freedom / (freedom + square));
    }

    /// <summary>Returns the critical value of the absolute statistic for a probability.</summary>
    /// <param name="alpha">The probability, between 0 and 1.</param>
    /// <param name="freedom">The degrees of freedom, at least 1.</param>
    public static double Critical(double alpha, double freedom)
    {
        // Bisection on the logarithm of t, which is precise even for heavy tails.
        double low = -80;
        double high = 350;
        for (int i = 0; i < 200 && high - low > 1e-16 * Math.Max(1, Math.Abs(low)); i++)
        {
            double middle = (low + high) / 2;
            if (middle <= low || middle >= high)
                break;
            if (TwoSided(Math.Exp(middle), freedom) > alpha)
                low = middle;
            else
                high = middle;
        }

        return Math.Exp((low + high) / 2);
    }
}
