namespace GalileoEval.Analysis.Statistics;

/// <summary>The interval of a difference of paired shares: Newcombe (1998), method 10, from two score intervals and their
/// correlation, with its continuity correction.</summary>
internal static class NewcombePaired
{
    /// <summary>The interval of the second share minus the first.</summary>
    /// <param name="both">The pairs that are true on both sides.</param>
    /// <param name="onlyFirst">The pairs that are true on the first side only.</param>
    /// <param name="onlySecond">The pairs that are true on the second side only.</param>
    /// <param name="neither">The pairs that are false on both sides.</param>
    /// <param name="confidenceLevel">The level, between 0 and 1.</param>
    public static ConfidenceInterval Interval(
        double both, double onlyFirst, double onlySecond, double neither, double confidenceLevel)
    {
        double total = both + onlyFirst + onlySecond + neither;
        double first = both + onlyFirst;
        double second = both + onlySecond;
        ConfidenceInterval firstLimits = Wilson.Interval(first, total, confidenceLevel);
        ConfidenceInterval secondLimits = Wilson.Interval(second, total, confidenceLevel);
        double correlation = Correlation(both, onlyFirst, onlySecond, neither);

        double difference = (onlySecond - onlyFirst) / total;
        double p1 = first / total;
        double p2 = second / total;
        return new ConfidenceInterval(
            difference - Root(p2 - secondLimits.Low, firstLimits.High - p1, correlation),
            difference + Root(secondLimits.High - p2, p1 - firstLimits.Low, correlation)).Clip(-1, 1);
    }

    private static double Root(double one, double other, double correlation) =>
        Math.Sqrt(Math.Max(0, (one * one) - (2 * correlation * one * other) + (other * other)));

    private static double Correlation(double both, double onlyFirst, double onlySecond, double neither)
    {
        double product = (both + onlyFirst) * (onlySecond + neither) * (both + onlySecond) * (onlyFirst + neither);
        if (product == 0)
            return 0;
        double difference = (both * neither) - (onlyFirst * onlySecond);
        double corrected = difference > 0
            ? Math.Max(0, difference - ((both + onlyFirst + onlySecond + neither) / 2))
            : difference;
        return corrected / Math.Sqrt(product);
    }
}
