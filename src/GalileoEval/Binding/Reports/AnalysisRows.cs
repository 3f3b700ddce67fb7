using System.Globalization;
using GalileoEval.Analysis;

namespace GalileoEval.Binding.Reports;

/// <summary>Reads deserialized results of the analysis cmdlets.</summary>
internal static class AnalysisRows
{
    public static EvalGateResult Gate(ReportProperties row) => new()
    {
        Rule = row.Text("Rule") ?? "",
        Source = row.Enum<EvalGateSource>("Source"),
        Metric = row.Text("Metric"),
        Group = row.Text("Group"),
        // An unreadable outcome must not pass.
        Outcome = row.Enum<EvalGateOutcome>("Outcome") ?? EvalGateOutcome.Inconclusive,
        Statistic = row.Text("Statistic"),
        Actual = (object?)row.Number("Actual") ?? row.Text("Actual"),
        Minimum = row.Number("Minimum"),
        Maximum = row.Number("Maximum"),
        Message = row.Text("Message"),
    };

    public static EvalScoreSummary Summary(ReportProperties row) => new()
    {
        Metric = row.Text("Metric") ?? "",
        Group = row.Text("Group"),
        Kind = row.Enum<EvalScoreKind>("Kind") ?? EvalScoreKind.Numeric,
        Count = row.Count("Count"),
        Missing = row.Count("Missing"),
        Failed = row.Count("Failed"),
        Mean = row.Number("Mean"),
        StandardDeviation = row.Number("StandardDeviation"),
        Minimum = row.Number("Minimum"),
        P10 = row.Number("P10"),
        Median = row.Number("Median"),
        P90 = row.Number("P90"),
        Maximum = row.Number("Maximum"),
        Low = row.Number("Low"),
        High = row.Number("High"),
        Interval = row.Enum<EvalIntervalMethod>("Interval"),
        ConfidenceLevel = row.Number("ConfidenceLevel") ?? 0,
        PassThreshold = row.Number("PassThreshold"),
        PassCount = row.Number("PassCount") is double ? row.Count("PassCount") : null,
        PassRate = row.Number("PassRate"),
        PassLow = row.Number("PassLow"),
        PassHigh = row.Number("PassHigh"),
        Distribution = Distribution(row),
        Reason = row.Text("Reason"),
    };

    public static EvalScoreComparison Comparison(ReportProperties row) => new()
    {
        Metric = row.Text("Metric") ?? "",
        Group = row.Text("Group"),
        Kind = row.Enum<EvalScoreKind>("Kind") ?? EvalScoreKind.Numeric,
        Pairs = row.Count("Pairs"),
        OnlyReference = row.Count("OnlyReference"),
        OnlyDifference = row.Count("OnlyDifference"),
        ReferenceFailed = row.Count("ReferenceFailed"),
        ReferenceMissing = row.Count("ReferenceMissing"),
        DifferenceFailed = row.Count("DifferenceFailed"),
        DifferenceMissing = row.Count("DifferenceMissing"),
        ReferenceMean = row.Number("ReferenceMean"),
        DifferenceMean = row.Number("DifferenceMean"),
        Delta = row.Number("Delta"),
        Low = row.Number("Low"),
        High = row.Number("High"),
        Interval = row.Enum<EvalIntervalMethod>("Interval"),
        Improved = row.Count("Improved"),
        Regressed = row.Count("Regressed"),
        Tied = row.Count("Tied"),
        Test = row.Enum<EvalComparisonTest>("Test"),
        Statistic = row.Number("Statistic"),
        PValue = row.Number("PValue"),
        AdjustedPValue = row.Number("AdjustedPValue"),
        Verdict = row.Enum<EvalVerdict>("Verdict") ?? EvalVerdict.Inconclusive,
        Reason = row.Text("Reason"),
    };

    /// <summary>The items of a comparison, if serialization kept them.</summary>
    public static IEnumerable<EvalScoreChange> ChangesOf(ReportProperties comparison) => (comparison.List("Changes") ?? [])
        .Select(static change => new ReportProperties(change))
        .Where(static change => change.Has("Key", "Reference", "Difference"))
        .Select(Change);

    public static EvalAgreement Agreement(ReportProperties row) => new()
    {
        Metric = row.Text("Metric") ?? "",
        Group = row.Text("Group"),
        Statistic = row.Enum<EvalAgreementStatistic>("Statistic") ?? EvalAgreementStatistic.Alpha,
        Level = row.Enum<EvalMeasurementLevel>("Level") ?? EvalMeasurementLevel.Auto,
        Weight = row.Enum<EvalAgreementWeight>("Weight") ?? EvalAgreementWeight.None,
        Value = row.Number("Value"),
        Low = row.Number("Low"),
        High = row.Number("High"),
        Interval = row.Enum<EvalIntervalMethod>("Interval"),
        ConfidenceLevel = row.Number("ConfidenceLevel") ?? 0,
        Units = row.Count("Units"),
        Raters = row.Count("Raters"),
        Ratings = row.Count("Ratings"),
        Missing = row.Count("Missing"),
        RaterA = row.Text("RaterA"),
        RaterB = row.Text("RaterB"),
        Reason = row.Text("Reason"),
    };

    // The origin of the key is lost, so it is treated as text.
    public static EvalScoreChange Change(ReportProperties row) => new(isKeyFromText: true)
    {
        Metric = row.Text("Metric") ?? "",
        Group = row.Text("Group"),
        Key = row.Text("Key") ?? "",
        Reference = ValueOf(row, "Reference"),
        Difference = ValueOf(row, "Difference"),
        Delta = row.Number("Delta"),
        Change = row.Enum<EvalChangeKind>("Change") ?? EvalChangeKind.Changed,
    };

    private static object? ValueOf(ReportProperties row, string name) =>
        bool.TryParse(row.Text(name), out bool flag) ? flag : (object?)row.Number(name) ?? row.Text(name);

    // In a CSV file the distribution is text: 0..0.5=3; 0.5..1=7.
    private static EvalList<EvalScoreBin> Distribution(ReportProperties row)
    {
        IEnumerable<object> bins = row.List("Distribution")
            ?? (row.Text("Distribution")?.Split([';'], StringSplitOptions.RemoveEmptyEntries) ?? []);
        return new EvalList<EvalScoreBin>([.. bins.Select(BinOf).OfType<EvalScoreBin>()]);
    }

    private static EvalScoreBin? BinOf(object bin)
    {
        if (Scores.ScoreColumns.Bare(bin) is string text)
        {
            int sign = text.LastIndexOf('=');
            string number = text.Substring(sign + 1);
            return sign > 0 && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int count)
                ? new EvalScoreBin { Label = text.Substring(0, sign).Trim(), Count = count }
                : null;
        }

        ReportProperties properties = new(bin);
        return properties.Text("Label") is { } label
            ? new EvalScoreBin { Label = label, Lower = properties.Number("Lower"), Upper = properties.Number("Upper"), Count = properties.Count("Count") }
            : null;
    }
}
