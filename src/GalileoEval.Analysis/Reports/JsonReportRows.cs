using System.Globalization;
using System.Text.Json;
using GalileoEval.Analysis.Reports.Model;
using GalileoEval.Analysis.Reports.Wording;

namespace GalileoEval.Analysis.Reports;

/// <summary>The members of the objects in a JSON report.</summary>
internal static class JsonReportRows
{
    /// <summary>Writes a string. Writes null too, so that all objects of a list have the same members.</summary>
    public static Utf8JsonWriter Text(this Utf8JsonWriter writer, string name, string? value)
    {
        writer.WriteString(name, value is null ? null : ReportText.Valid(value));
        return writer;
    }

    /// <summary>Writes an integer.</summary>
    public static Utf8JsonWriter Whole(this Utf8JsonWriter writer, string name, long value)
    {
        writer.WriteNumber(name, value);
        return writer;
    }

    public static void Gate(Utf8JsonWriter writer, EvalGateResult gate)
    {
        writer.Text("rule", gate.Rule).Text("outcome", gate.Outcome.ToString()).Text("source", gate.Source?.ToString())
            .Text("metric", gate.Metric).Text("group", gate.Group).Text("statistic", gate.Statistic);
        writer.Value("actual", gate.Actual);
        writer.Number("minimum", gate.Minimum).Number("maximum", gate.Maximum).Text("message", gate.Message);
    }

    public static void Summary(Utf8JsonWriter writer, EvalScoreSummary one)
    {
        writer.Text("metric", one.Metric).Text("group", one.Group).Text("kind", one.Kind.ToString())
            .Whole("count", one.Count).Whole("failed", one.Failed).Whole("missing", one.Missing)
            .Number("mean", one.Mean).Number("low", one.Low).Number("high", one.High).Text("interval", one.Interval?.ToString())
            .Number("confidenceLevel", one.ConfidenceLevel).Number("standardDeviation", one.StandardDeviation)
            .Number("minimum", one.Minimum).Number("p10", one.P10).Number("median", one.Median).Number("p90", one.P90)
            .Number("maximum", one.Maximum).Number("passThreshold", one.PassThreshold).Number("passRate", one.PassRate)
            .Number("passLow", one.PassLow).Number("passHigh", one.PassHigh);
        JsonReport.List(writer, "distribution", one.Distribution, int.MaxValue, static (w, bin) =>
            w.Text("label", bin.Label).Number("lower", bin.Lower).Number("upper", bin.Upper).Whole("count", bin.Count));
        writer.Text("reason", one.Reason);
    }

    public static void Comparison(Utf8JsonWriter writer, ReportComparison shown, EvalReportOptions options)
    {
        EvalScoreComparison one = shown.Comparison;
        writer.Text("metric", one.Metric).Text("group", one.Group).Text("kind", one.Kind.ToString()).Text("verdict", one.Verdict.ToString())
            .Whole("pairs", one.Pairs).Whole("onlyReference", one.OnlyReference).Whole("onlyDifference", one.OnlyDifference)
            .Number("referenceMean", one.ReferenceMean).Number("differenceMean", one.DifferenceMean).Number("delta", one.Delta)
            .Number("low", one.Low).Number("high", one.High).Text("interval", one.Interval?.ToString())
            .Whole("improved", one.Improved).Whole("regressed", one.Regressed).Whole("tied", one.Tied)
            .Text("test", one.Test?.ToString()).Number("statistic", one.Statistic).Number("pValue", one.PValue)
            .Number("adjustedPValue", one.AdjustedPValue).Text("reason", one.Reason);
        JsonReport.List(writer, "regressions", shown.Regressions, int.MaxValue, Change);
        JsonReport.List(writer, "improvements", shown.Improvements, int.MaxValue, Change);
        EvalScoreChange[] items = [.. shown.Changes
            .OrderBy(static change => change.Delta).ThenBy(static change => change.Key, StringComparer.Ordinal)
            .Take(options.MaximumRow)];
        JsonReport.List(writer, "items", items, int.MaxValue, (w, change) =>
            w.Text("key", ReportModelBuilder.KeyOf(change, options)).Value("reference", change.Reference)
                .Value("difference", change.Difference).Number("delta", change.Delta).Text("change", change.Change.ToString()));
    }

    public static void Trend(Utf8JsonWriter writer, ReportTrend trend)
    {
        writer.Text("name", trend.Name);
        JsonReport.List(writer, "points", trend.Points, int.MaxValue, static (w, point) =>
            w.Text("name", point.Name).Time("time", point.Time).Text("version", point.Version).Number("value", point.Value));
    }

    public static void Agreement(Utf8JsonWriter writer, EvalAgreement one) =>
        writer.Text("metric", one.Metric).Text("group", one.Group).Text("statistic", one.Statistic.ToString())
            .Text("level", one.Level.ToString()).Text("weight", one.Weight.ToString()).Number("value", one.Value)
            .Number("low", one.Low).Number("high", one.High).Number("confidenceLevel", one.ConfidenceLevel)
            .Whole("units", one.Units).Whole("raters", one.Raters).Whole("ratings", one.Ratings).Whole("missing", one.Missing)
            .Text("raterA", one.RaterA).Text("raterB", one.RaterB).Text("reason", one.Reason);

    public static void Work(Utf8JsonWriter writer, EvalReportWork item) =>
        writer.Text("service", item.Service?.ToString()).Text("kind", item.Kind).Text("id", item.Id).Text("name", item.Name)
            .Text("status", item.Status).Text("state", item.State.ToString()).Text("result", item.Result).Text("error", item.Error)
            .Time("createdAt", item.CreatedAt).Time("endedAt", item.EndedAt);

    public static void Score(Utf8JsonWriter writer, EvalReportScore score, bool withText)
    {
        writer.Text("metric", score.Metric).Text("id", score.Id).Text("name", score.Name).Text("status", score.Status);
        object? value = score.Value.Kind switch
        {
            ScoreValueKind.Number => score.Value.Number,
            ScoreValueKind.Boolean => score.Value.Number > 0,
            ScoreValueKind.Text or ScoreValueKind.Labels => ReportWords.Value(score.Value),
            _ => null,
        };
        writer.Value("score", value).Text("error", score.Error);
        if (withText)
            writer.Text("explanation", score.Explanation).Text("input", score.Input).Text("output", score.Output);
    }

    private static void Change(Utf8JsonWriter writer, EvalScoreChange change) =>
        writer.Text("key", change.Key).Value("reference", change.Reference).Value("difference", change.Difference)
            .Number("delta", change.Delta);

    private static Utf8JsonWriter Number(this Utf8JsonWriter writer, string name, double? value)
    {
        if (value is double number && !double.IsNaN(number) && !double.IsInfinity(number))
            writer.WriteNumber(name, number);
        else
            writer.WriteNull(name);
        return writer;
    }

    private static Utf8JsonWriter Time(this Utf8JsonWriter writer, string name, DateTime? value)
    {
        if (value is DateTime time)
            writer.WriteString(name, time);
        else
            writer.WriteNull(name);
        return writer;
    }

    private static Utf8JsonWriter Value(this Utf8JsonWriter writer, string name, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNull(name);
                return writer;
            case bool flag:
                writer.WriteBoolean(name, flag);
                return writer;
            case double or float or decimal or int or long:
                return writer.Number(name, Convert.ToDouble(value, CultureInfo.InvariantCulture));
            default:
                return writer.Text(name, ReportText.Name(Convert.ToString(value, CultureInfo.InvariantCulture)));
        }
    }
}
