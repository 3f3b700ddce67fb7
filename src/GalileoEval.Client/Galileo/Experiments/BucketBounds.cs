using System.Globalization;
using System.Text.RegularExpressions;

namespace GalileoEval.Galileo.Experiments;

/// <summary>Reads the bounds of a bucket from its name. The service documents no format.</summary>
internal static class BucketBounds
{
    private const string Number = @"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?";

    // The names come from a response: a time limit for those that were made to take long.
    private static readonly TimeSpan TimeLimit = TimeSpan.FromMilliseconds(100);

    private static readonly Regex Range = new(
        $@"^[\[(]?\s*(?<low>{Number})\s*%?\s*(?:-|–|to|,|\.\.)\s*(?<high>{Number})\s*%?\s*[\])]?$",
        RegexOptions.CultureInvariant,
        TimeLimit);

    private static readonly Regex Single = new(
        $@"^(?<sign><=?|>=?|≤|≥)?\s*(?<number>{Number})\s*%?\s*(?<plus>\+)?$", RegexOptions.CultureInvariant, TimeLimit);

    /// <summary>Reads the bounds.</summary>
    /// <param name="name">The name of the bucket, such as <c>0.25-0.5</c>, <c>[0, 1)</c>, <c>&gt;= 5</c> or <c>3</c>.</param>
    /// <returns>The bounds; null where the bucket is open, and for a category.</returns>
    public static (double? Low, double? High) Of(string name)
    {
        try
        {
            if (Range.Match(name) is { Success: true } range)
                return (Parse(range.Groups["low"]), Parse(range.Groups["high"]));
            if (Single.Match(name) is not { Success: true } single)
                return (null, null);
            double? number = Parse(single.Groups["number"]);
            return (single.Groups["sign"].Value, single.Groups["plus"].Success) switch
            {
                ("<" or "<=" or "≤", _) => (null, number),
                (">" or ">=" or "≥", _) or (_, true) => (number, null),
                _ => (number, number),
            };
        }
        catch (RegexMatchTimeoutException)
        {
            return (null, null);
        }
    }

    private static double? Parse(Group number) =>
        double.TryParse(number.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && !double.IsInfinity(value)
            ? value
            : null;
}
