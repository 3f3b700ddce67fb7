namespace GalileoEval.Analysis.Statistics;

/// <summary>Compares numbers, ignoring rounding errors.</summary>
internal static class Tolerance
{
    /// <summary>The largest difference, relative to the numbers.</summary>
    public const double Relative = 1e-12;

    /// <summary>Whether two numbers are the same.</summary>
    public static bool AreEqual(double one, double other) =>
        one == other || Math.Abs(one - other) <= Relative * Math.Max(Math.Abs(one), Math.Abs(other));

    /// <summary>Whether a number is larger than another by more than rounding.</summary>
    public static bool IsLarger(double one, double other) => one > other && !AreEqual(one, other);
}
