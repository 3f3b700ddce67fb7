using GalileoEval.Analysis.Statistics;

namespace GalileoEval.Analysis.Scores;

/// <summary>The numbers of paired items and their differences.</summary>
internal sealed class PairedNumbers
{
    /// <summary>Pairs numbers.</summary>
    /// <param name="reference">The numbers of the reference side.</param>
    /// <param name="difference">The numbers of the difference side.</param>
    public PairedNumbers(double[] reference, double[] difference)
    {
        Reference = reference;
        Difference = difference;
        Deltas = new double[reference.Length];
        for (int i = 0; i < Deltas.Length; i++)
        {
            Deltas[i] = Tolerance.AreEqual(reference[i], difference[i]) ? 0 : difference[i] - reference[i];
            // The possible rounding error of the sum of the differences.
            Rounding += 2.3e-16 * (Math.Abs(reference[i]) + Math.Abs(difference[i]));
        }

        Sorted = (double[])Deltas.Clone();
        Array.Sort(Sorted);
    }

    /// <summary>The numbers of the reference side.</summary>
    public double[] Reference { get; }

    /// <summary>The numbers of the difference side.</summary>
    public double[] Difference { get; }

    /// <summary>Difference minus reference; exactly 0 for ties.</summary>
    public double[] Deltas { get; }

    /// <summary>The differences in ascending order.</summary>
    public double[] Sorted { get; }

    /// <summary>The possible rounding error of the sum of the differences.</summary>
    public double Rounding { get; }

    /// <summary>Whether all differences are the same.</summary>
    public bool IsConstant => Tolerance.AreEqual(Sorted[0], Sorted[Sorted.Length - 1])
        || Sorted[Sorted.Length - 1] - Sorted[0] <= 2 * Rounding / Sorted.Length;
}
