using System.Globalization;

namespace GalileoEval.Analysis.Reports.Wording;

/// <summary>Formats numbers and times, independent of the culture.</summary>
internal static class ReportNumber
{
    /// <summary>The placeholder for a missing number.</summary>
    public const string None = "–";

    /// <summary>A count, with thousands separators.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A score or statistic.</summary>
    /// <param name="value">The number; null for none.</param>
    /// <returns>Three decimals below 100, fewer above, an exponent for very small numbers.</returns>
    public static string Value(double? value)
    {
        if (value is not double number || double.IsNaN(number) || double.IsInfinity(number))
            return None;
        double size = Math.Abs(number);
        string text = size switch
        {
            0 => "0",
            < 0.0005 or >= 1e9 => number.ToString("0.0e0", CultureInfo.InvariantCulture),
            < 100 => number.ToString("0.000", CultureInfo.InvariantCulture),
            < 1000 => number.ToString("0.0", CultureInfo.InvariantCulture),
            _ => number.ToString("N0", CultureInfo.InvariantCulture),
        };
        return text.Replace('-', '−');
    }

    /// <summary>A number for small spaces, such as the cell of a chart.</summary>
    /// <param name="value">The number; null for none.</param>
    /// <returns>Two decimals below 10, one below 100, none above.</returns>
    public static string Short(double? value)
    {
        if (value is not double number || double.IsNaN(number) || double.IsInfinity(number))
            return None;
        string format = Math.Abs(number) switch { < 10 => "0.00", < 100 => "0.0", < 1e6 => "0", _ => "0.0e0" };
        return number.ToString(format, CultureInfo.InvariantCulture).Replace('-', '−');
    }

    /// <summary>A difference, with its sign.</summary>
    /// <param name="value">The number; null for none.</param>
    /// <returns>As <see cref="Value"/>, with a plus sign if it is positive.</returns>
    public static string Signed(double? value) => value > 0 ? "+" + Value(value) : Value(value);

    /// <summary>An interval.</summary>
    /// <param name="low">The lower limit.</param>
    /// <param name="high">The upper limit.</param>
    /// <param name="signed">Whether positive limits have a plus sign.</param>
    /// <returns>Both limits, or nothing if one is missing.</returns>
    public static string Interval(double? low, double? high, bool signed = false) => low is null || high is null
        ? ""
        : signed ? $"{Signed(low)} to {Signed(high)}" : $"{Value(low)} to {Value(high)}";

    /// <summary>A share as a percentage.</summary>
    /// <param name="share">From 0 to 1; null for none.</param>
    /// <returns>The text, with one decimal if the percentage is not an integer.</returns>
    public static string Percent(double? share) => share is not double known || double.IsNaN(known)
        ? None
        : (known * 100).ToString(known is 0 or 1 ? "0" : "0.0", CultureInfo.InvariantCulture) + " %";

    /// <summary>A p value.</summary>
    /// <param name="value">The p value; null for none.</param>
    /// <returns>The text; a value below 0.001 is shown as such, without digits.</returns>
    public static string PValue(double? value) => value switch
    {
        null => None,
        < 0.001 => "<0.001",
        double number => number.ToString("0.000", CultureInfo.InvariantCulture),
    };

    /// <summary>A time.</summary>
    /// <param name="time">The time in UTC; null for none.</param>
    /// <returns>Such as <c>2026-03-09 14:05 UTC</c>.</returns>
    public static string Time(DateTime? time) => time is DateTime known
        ? known.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC"
        : None;
}
