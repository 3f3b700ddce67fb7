namespace GalileoEval.Analysis.Statistics;

/// <summary>The sign-flip permutation test of a mean difference (Fisher 1935), two-sided: how often the sum of the differences
/// with random signs is at least as far from zero as the observed sum.</summary>
internal static class SignFlip
{
    /// <summary>The largest number of differences for which all sign combinations are tried.</summary>
    public const int LargestExact = 20;

    /// <summary>The number of resamples for more differences.</summary>
    public const int Resamples = 9_999;

    /// <summary>Computes the p value.</summary>
    /// <param name="differences">The differences, or their sums by cluster, in a canonical order; zeros have no effect.</param>
    /// <param name="rounding">The possible rounding error of the sum.</param>
    /// <param name="random">The random signs.</param>
    /// <param name="cancellationToken">Cancels the computation.</param>
    /// <returns>The p value; null if all differences are zero.</returns>
    public static double? PValue(
        double[] differences, double rounding, RandomStream random, CancellationToken cancellationToken)
    {
        double[] kept = [.. differences.Where(difference => difference != 0)];
        if (kept.Length == 0)
            return null;
        double observed = Math.Abs(Sum(kept));
        double threshold = observed - Math.Max(Tolerance.Relative * observed, rounding);
        return kept.Length <= LargestExact
            ? Exact(kept, threshold, cancellationToken)
            : Drawn(kept, threshold, random, cancellationToken);
    }

    private static double Exact(double[] differences, double threshold, CancellationToken cancellationToken)
    {
        // Meet in the middle: a million sums of two numbers, without accumulated rounding errors.
        double[] first = SumsOf(differences, 0, differences.Length / 2);
        double[] second = SumsOf(differences, differences.Length / 2, differences.Length);
        long extreme = 0;
        foreach (double one in first)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (double other in second)
            {
                if (Math.Abs(one + other) >= threshold)
                    extreme++;
            }
        }

        return extreme / ((double)first.Length * second.Length);
    }

    private static double[] SumsOf(double[] differences, int start, int end)
    {
        double[] sums = new double[1 << (end - start)];
        for (int signs = 0; signs < sums.Length; signs++)
        {
            double sum = 0;
            for (int i = start; i < end; i++)
                sum += ((signs >> (i - start)) & 1) == 0 ? differences[i] : -differences[i];
            sums[signs] = sum;
        }

        return sums;
    }

    private static double Drawn(
        double[] differences, double threshold, RandomStream random, CancellationToken cancellationToken)
    {
        int extreme = 0;
        for (int resample = 0; resample < Resamples; resample++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Math.Abs(Draw(differences, ref random)) >= threshold)
                extreme++;
        }

        return (extreme + 1.0) / (Resamples + 1.0);
    }

    private static double Draw(double[] differences, ref RandomStream random)
    {
        double sum = 0;
        for (int start = 0; start < differences.Length; start += 64)
        {
            ulong signs = random.Next();
            int end = Math.Min(differences.Length, start + 64);
            for (int i = start; i < end; i++)
            {
                // The lowest bit becomes the sign, without an unpredictable branch.
                long bits = BitConverter.DoubleToInt64Bits(differences[i]) ^ (long)(signs << 63);
                sum += BitConverter.Int64BitsToDouble(bits);
                signs >>= 1;
            }
        }

        return sum;
    }

    private static double Sum(double[] values)
    {
        CompensatedSum sum = default;
        foreach (double value in values)
            sum.Add(value);
        return sum.Total;
    }
}
