using System.Globalization;

namespace GalileoEval.Analysis.Gates;

/// <summary>Compares one value with the conditions of one rule.</summary>
internal static class GateComparison
{
    // Rounding errors, as in (0.7 + 0.9) / 2, must not fail a minimum of 0.8.
    private const double RelativeTolerance = 1e-12;

    /// <summary>Compares a value.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="subject">The object that has the value.</param>
    /// <param name="actual">A <see cref="double"/>, a <see cref="bool"/>, text or null.</param>
    public static EvalGateResult Compare(EvalGateRule rule, EvalGateSubject subject, object? actual)
    {
        (EvalGateOutcome outcome, string message) = Judge(rule, subject, actual);
        return new EvalGateResult
        {
            Rule = rule.Name ?? rule.ToString(),
            Source = subject.Source,
            Metric = subject.Metric,
            Group = subject.Group,
            Outcome = outcome,
            Statistic = rule.Statistic,
            Actual = actual,
            Minimum = rule.Minimum,
            Maximum = rule.Maximum,
            Message = message,
        };
    }

    private static (EvalGateOutcome Outcome, string Message) Judge(EvalGateRule rule, EvalGateSubject subject, object? actual)
    {
        if (actual is null)
        {
            string reason = string.IsNullOrEmpty(subject.Reason) ? "." : $": {subject.Reason}";
            return (EvalGateOutcome.Inconclusive, $"{rule.Statistic} has no value{reason}");
        }

        string shown = $"{rule.Statistic} is {Shown(rule, actual)}";
        if ((rule.Minimum ?? rule.Maximum) is not null && actual is not double)
            return (EvalGateOutcome.Inconclusive, $"{shown}, which is not a number.");

        string? failure = actual is double number ? OutsideLimits(rule, number) : null;
        failure ??= rule.EqualTo.Count > 0 && !rule.EqualTo.Any(expected => AreEqual(actual, expected))
            ? $", not {Alternatives(rule.EqualTo)}."
            : null;
        failure ??= rule.NotEqualTo.Any(unwanted => AreEqual(actual, unwanted)) ? ", which does not pass." : null;
        return failure is null
            ? (EvalGateOutcome.Passed, shown + ".")
            : (EvalGateOutcome.Failed, shown + failure);
    }

    private static string? OutsideLimits(EvalGateRule rule, double actual)
    {
        if (rule.Minimum is { } minimum && actual < minimum && !IsNear(actual, minimum))
            return $", below the minimum {Exact(minimum)}.";
        return rule.Maximum is { } maximum && actual > maximum && !IsNear(actual, maximum)
            ? $", above the maximum {Exact(maximum)}."
            : null;
    }

    private static bool IsNear(double actual, double limit) =>
        Math.Abs(actual - limit) <= RelativeTolerance * Math.Max(Math.Abs(actual), Math.Abs(limit));

    private static bool AreEqual(object actual, object? expected) =>
        actual is double number && Number(expected) is { } other
            ? number == other || IsNear(number, other)
            : string.Equals(Text(actual), Text(expected), StringComparison.OrdinalIgnoreCase);

    private static double? Number(object? value) => value switch
    {
        double number => number,
        string text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null,
        bool or null or Enum => null,
        IConvertible number => number.ToDouble(CultureInfo.InvariantCulture),
        _ => null,
    };

    private static string Alternatives(IEnumerable<object?> values) => string.Join(" or ", values.Select(Text));

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    private static string Exact(double limit) => limit.ToString("R", CultureInfo.InvariantCulture);

    // Four decimals, or more if the difference to a limit is smaller.
    private static string Shown(EvalGateRule rule, object actual)
    {
        if (actual is not double number)
            return Text(actual);
        double rounded = Math.Round(number, 4);
        return rounded == 0 || rounded == rule.Minimum || rounded == rule.Maximum
            ? Exact(number)
            : rounded.ToString("R", CultureInfo.InvariantCulture);
    }
}
