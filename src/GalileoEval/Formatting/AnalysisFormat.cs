using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text;
using GalileoEval.Analysis;
using GalileoEval.Binding.Scores;

namespace GalileoEval.Formatting;

/// <summary>Formats results of the analysis for tables.</summary>
public static class AnalysisFormat
{
    private const string Blocks = "▁▂▃▄▅▆▇█";
    private const string Ascii = ".:-=+*#@";
    private const int LongestBar = 10;

    /// <summary>A number with four significant digits.</summary>
    /// <param name="value">A number; anything else is shown as text.</param>
    /// <returns>The number; empty for none.</returns>
    public static string Figure(PSObject? value)
    {
        if (value?.BaseObject is not (double or int or long or float or decimal))
            return EvalFormat.Text(value);
        double number = Convert.ToDouble(value.BaseObject, CultureInfo.InvariantCulture);
        double size = Math.Abs(number);
        string format = size is 0 or (>= 1e-4 and < 1e3) ? "G4" : size is >= 1e3 and < 1e6 ? "0" : "0.##E+0";
        return number.ToString(format, CultureInfo.CurrentCulture);
    }

    /// <summary>The limits of an interval.</summary>
    /// <param name="low">The lower limit.</param>
    /// <param name="high">The upper limit.</param>
    /// <returns>Such as <c>0.6065..0.9185</c>; empty if there are none.</returns>
    public static string Interval(PSObject? low, PSObject? high) =>
        low is null || high is null ? "" : $"{Figure(low)}..{Figure(high)}";

    /// <summary>A share in percent.</summary>
    /// <param name="share">The share, 0 to 1.</param>
    /// <returns>Such as <c>87.5%</c>; empty for none.</returns>
    public static string Percent(PSObject? share) => share?.BaseObject is double number
        ? (100 * number).ToString("0.#", CultureInfo.CurrentCulture) + "%"
        : EvalFormat.Text(share);

    /// <summary>A metric with its group.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="group">The group; null for none.</param>
    /// <returns>Such as <c>correctness (model=a)</c>.</returns>
    public static string Metric(PSObject? metric, PSObject? group) =>
        EvalFormat.Text(group) is { Length: > 0 } text ? $"{EvalFormat.Text(metric)} ({text})" : EvalFormat.Text(metric);

    /// <summary>A distribution as a bar chart: one block character for each of at most ten ranges or labels.</summary>
    /// <param name="distribution">The ranges or labels with their counts.</param>
    /// <returns>Block characters; ASCII if the host does not support Unicode. Empty for none.</returns>
    public static string Bar(PSObject? distribution)
    {
        int[] counts = [.. CountsOf(distribution).Take(LongestBar)];
        int largest = counts.DefaultIfEmpty(0).Max();
        string levels = HostStyle.HasUnicode ? Blocks : Ascii;
        StringBuilder bar = new(counts.Length);
        foreach (int count in counts)
            bar.Append(count == 0 ? ' ' : levels[(int)((long)count * (levels.Length - 1) / largest)]);
        // A table would trim significant spaces.
        return bar.ToString().Replace(' ', HostStyle.HasUnicode ? '\u00a0' : '_');
    }

    /// <summary>A verdict, in its colour.</summary>
    /// <param name="verdict">An <see cref="EvalVerdict"/>, or its name (as read from a file).</param>
    /// <returns>The name; with colour if the host supports it.</returns>
    public static string Verdict(PSObject? verdict)
    {
        string name = EvalFormat.Text(verdict);
        return name switch
        {
            nameof(EvalVerdict.Regressed) => HostStyle.Colored(name, "Red"),
            nameof(EvalVerdict.Improved) or nameof(EvalVerdict.Equivalent) or nameof(EvalVerdict.NotWorse) => HostStyle.Colored(name, "Green"),
            nameof(EvalVerdict.Inconclusive) => HostStyle.Colored(name, "Yellow"),
            _ => name,
        };
    }

    private static IEnumerable<int> CountsOf(PSObject? distribution)
    {
        switch (distribution?.BaseObject)
        {
            case string text:
                return text.Split([';'], StringSplitOptions.RemoveEmptyEntries).Select(CountIn);
            case IEnumerable bins:
                return bins.Cast<object?>().Select(bin => ScoreColumns.TryGet(bin, "Count", out object? count)
                    ? Convert.ToInt32(count, CultureInfo.InvariantCulture)
                    : CountIn(Convert.ToString(bin, CultureInfo.InvariantCulture) ?? ""));
            default:
                return [];
        }
    }

    // The text of a range or label ends with its count.
    private static int CountIn(string bin)
    {
        string end = bin.Substring(bin.LastIndexOf('=') + 1);
        return int.TryParse(end, NumberStyles.None, CultureInfo.InvariantCulture, out int count) ? count : 0;
    }
}
