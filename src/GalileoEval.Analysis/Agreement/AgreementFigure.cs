namespace GalileoEval.Analysis.Agreement;

/// <summary>A statistic of agreement with its confidence interval.</summary>
/// <param name="Value">The value; null if it is not defined.</param>
/// <param name="Low">The lower limit; null if there is no interval.</param>
/// <param name="High">The upper limit; null if there is no interval.</param>
/// <param name="Interval">How the limits were computed; null if there are none.</param>
/// <param name="Reason">Why the value or the interval is missing; null if neither is.</param>
internal readonly record struct AgreementFigure(
    double? Value, double? Low, double? High, EvalIntervalMethod? Interval, string? Reason)
{
    /// <summary>Creates an undefined statistic.</summary>
    /// <param name="reason">Why it is undefined.</param>
    public static AgreementFigure Undefined(string reason) => new(null, null, null, null, reason);

    /// <summary>Creates a value without an interval.</summary>
    /// <param name="value">The value.</param>
    /// <param name="reason">Why there is no interval.</param>
    public static AgreementFigure WithoutInterval(double value, string reason) => new(value, null, null, null, reason);
}

/// <summary>Why a statistic of agreement is not defined.</summary>
internal static class AgreementReason
{
    public const string NoRatings = "There are no ratings.";

    public const string OneRater = "There is only one rater: agreement needs two.";

    public const string NoSharedUnit = "No unit has ratings of two raters: use -Unit to specify the columns that identify a rated item.";

    public const string NoVariation = "There is no variation: all comparable ratings have the same value.";
}
