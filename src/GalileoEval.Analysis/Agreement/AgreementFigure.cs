namespace GalileoEval.Analysis.Agreement;

/// <summary>A statistic of agreement with its confidence interval.</summary>
/// <param name="Value">The value; null where it is not defined.</param>
/// <param name="Low">The lower limit; null where there is no interval.</param>
/// <param name="High">The upper limit; null where there is no interval.</param>
/// <param name="Interval">How the limits were computed; null where there are none.</param>
/// <param name="Reason">Why the value or the interval is missing; null where both are there.</param>
internal readonly record struct AgreementFigure(
    double? Value, double? Low, double? High, EvalIntervalMethod? Interval, string? Reason)
{
    /// <summary>A statistic that is not defined.</summary>
    /// <param name="reason">Why.</param>
    public static AgreementFigure Undefined(string reason) => new(null, null, null, null, reason);

    /// <summary>A value without an interval.</summary>
    /// <param name="value">The value.</param>
    /// <param name="reason">Why there is no interval.</param>
    public static AgreementFigure WithoutInterval(double value, string reason) => new(value, null, null, null, reason);
}
