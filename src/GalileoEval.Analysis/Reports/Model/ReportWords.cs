using GalileoEval.Analysis.Reports.Wording;

namespace GalileoEval.Analysis.Reports.Model;

/// <summary>The wording of a report, and the tone of each word.</summary>
internal static class ReportWords
{
    /// <summary>An outcome of a gate rule.</summary>
    public static (Tone Tone, string Word) Of(EvalGateOutcome outcome) => outcome switch
    {
        EvalGateOutcome.Passed => (Tone.Good, "Passed"),
        EvalGateOutcome.Failed => (Tone.Bad, "Failed"),
        EvalGateOutcome.Inconclusive => (Tone.Warn, "Inconclusive"),
        _ => (Tone.Neutral, "Skipped"),
    };

    /// <summary>A verdict of a comparison.</summary>
    public static (Tone Tone, string Word) Of(EvalVerdict verdict) => verdict switch
    {
        EvalVerdict.Regressed => (Tone.Bad, "Regressed"),
        EvalVerdict.Improved => (Tone.Good, "Improved"),
        EvalVerdict.Equivalent => (Tone.Good, "Equivalent"),
        EvalVerdict.NotWorse => (Tone.Good, "Not worse"),
        EvalVerdict.NotSignificant => (Tone.Neutral, "Not significant"),
        EvalVerdict.Inconclusive => (Tone.Warn, "Inconclusive"),
        _ => (Tone.Neutral, "Not applicable"),
    };

    /// <summary>A state of work.</summary>
    public static (Tone Tone, string Word) Of(EvalState state) => state switch
    {
        EvalState.Succeeded => (Tone.Good, "Succeeded"),
        EvalState.Failed => (Tone.Bad, "Failed"),
        EvalState.Canceled => (Tone.Warn, "Canceled"),
        EvalState.Running => (Tone.Neutral, "Running"),
        EvalState.Pending => (Tone.Neutral, "Pending"),
        _ => (Tone.Warn, "Unknown"),
    };

    /// <summary>A metric and its group.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="group">The group; null for none.</param>
    /// <returns>One line.</returns>
    public static string Place(string? metric, string? group) => group is null ? metric ?? "" : $"{metric} ({group})";

    /// <summary>A count and what is counted.</summary>
    /// <param name="count">The count.</param>
    /// <param name="noun">What is counted, in the singular.</param>
    /// <returns>Such as <c>2 rows</c>.</returns>
    public static string Counted(long count, string noun) => $"{ReportNumber.Count(count)} {noun}{(count == 1 ? "" : "s")}";

    /// <summary>The name of a gate result: its rule, and the subject unless the rule names it.</summary>
    /// <returns>Such as <c>* Score &gt;= 80: agent 1, ground truth 10</c>.</returns>
    public static string NameOf(EvalGateResult gate)
    {
        string place = Place(gate.Metric, gate.Group);
        return place.Length == 0 || gate.Rule.Contains(place) ? gate.Rule : $"{gate.Rule}: {place}";
    }

    /// <summary>The condition of a rule.</summary>
    /// <param name="gate">The result of the rule.</param>
    /// <returns>Such as <c>≥ 0.8</c>; empty if the rule has no limits.</returns>
    public static string Required(EvalGateResult gate) => (gate.Minimum, gate.Maximum) switch
    {
        (double low, double high) => $"{ReportNumber.Value(low)} to {ReportNumber.Value(high)}",
        (double low, null) => "≥ " + ReportNumber.Value(low),
        (null, double high) => "≤ " + ReportNumber.Value(high),
        _ => "",
    };

    /// <summary>The value that a rule compared.</summary>
    /// <param name="gate">The result of the rule.</param>
    public static string Actual(EvalGateResult gate) => gate.Actual switch
    {
        null => ReportNumber.None,
        double or float or decimal or int or long => ReportNumber.Value(
            Convert.ToDouble(gate.Actual, System.Globalization.CultureInfo.InvariantCulture)),
        _ => ReportText.Name(Convert.ToString(gate.Actual, System.Globalization.CultureInfo.InvariantCulture)) ?? ReportNumber.None,
    };

    /// <summary>A score.</summary>
    public static string Value(ScoreValue value) => value.Kind switch
    {
        ScoreValueKind.Number => ReportNumber.Value(value.Number),
        ScoreValueKind.Boolean => value.Number > 0 ? "true" : "false",
        ScoreValueKind.Text or ScoreValueKind.Labels => ReportText.Name(value.Text!.Replace("\u001f", "; ")) ?? ReportNumber.None,
        _ => ReportNumber.None,
    };

    /// <summary>A value of an item of a comparison.</summary>
    /// <param name="value">A number, a Boolean or a label.</param>
    public static string Value(object? value) => value switch
    {
        null => ReportNumber.None,
        bool flag => flag ? "true" : "false",
        double or float or decimal or int or long =>
            ReportNumber.Value(Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture)),
        _ => ReportText.Name(value.ToString()) ?? ReportNumber.None,
    };
}
