using System.Globalization;
using GalileoEval.Analysis.Statistics;

namespace GalileoEval.Analysis.Scores;

/// <summary>Measures one series.</summary>
internal static class ScoreMeasure
{
    private const string TooLarge = "The values are too large for all figures.";

    /// <summary>Creates the summary of a series.</summary>
    /// <param name="series">The scores.</param>
    /// <param name="hasClusters">Whether the interval of the mean accounts for clusters.</param>
    /// <param name="options">The options.</param>
    public static EvalScoreSummary Measure(ScoreSeries series, bool hasClusters, EvalMeasureOptions options)
    {
        EvalScoreKind? kind = options.Kind == EvalScoreKind.Auto ? series.DecideKind() : options.Kind;
        EvalScoreSummary empty = new()
        {
            Metric = series.Metric,
            Group = series.Group,
            Kind = kind ?? EvalScoreKind.Numeric,
            Failed = series.Failed,
            Missing = series.Count - series.Failed,
            ConfidenceLevel = options.ConfidenceLevel,
            PassThreshold = kind == EvalScoreKind.Numeric ? options.PassThreshold : null,
        };
        EvalScoreSummary summary = kind == EvalScoreKind.Categorical
            ? OfLabels(empty, series)
            : OfNumbers(empty, series, hasClusters, options);
        return summary.Count > 0 ? summary : summary with { Reason = NoValues(series) };
    }

    private static string NoValues(ScoreSeries series) => string.Format(
        CultureInfo.InvariantCulture,
        "There are no values: {0} failed, {1} missing.",
        series.Failed,
        series.Count - series.Failed);

    private static EvalScoreSummary OfLabels(EvalScoreSummary empty, ScoreSeries series)
    {
        Dictionary<string, int> counts = new(StringComparer.Ordinal);
        int count = 0;
        for (int i = 0; i < series.Count; i++)
        {
            IReadOnlyList<string> labels = series.LabelsAt(i);
            if (labels.Count > 0)
                count++;
            foreach (string label in labels)
                counts[label] = counts.TryGetValue(label, out int already) ? already + 1 : 1;
        }

        return empty with
        {
            Count = count,
            Missing = series.Count - series.Failed - count,
            Distribution = Distribution.OfLabels(counts),
            Reason = "Labels have no mean and no interval.",
        };
    }

    private static EvalScoreSummary OfNumbers(
        EvalScoreSummary empty, ScoreSeries series, bool hasClusters, EvalMeasureOptions options)
    {
        double[] values = new double[series.Count];
        string[] clusters = hasClusters ? new string[series.Count] : [];
        int count = 0;
        for (int i = 0; i < series.Count; i++)
        {
            if (!ScoreNumbers.TryGet(series, i, empty.Kind, out values[count]))
                continue;
            if (hasClusters)
                clusters[count] = series.ClusterNameAt(i);
            count++;
        }

        EvalScoreSummary counted = empty with { Count = count, Missing = series.Count - series.Failed - count };
        if (count == 0)
            return counted;
        Array.Resize(ref values, count);
        Array.Resize(ref clusters, hasClusters ? count : 0);
        ClusteredValues? clustered = hasClusters ? ClusteredValues.Of(values, clusters) : null;
        // From here on, the order of the input is lost.
        Array.Sort(values);

        EvalScoreSummary summary = WithInterval(WithMoments(counted, values), values, clustered);
        return WithPasses(summary, values, options);
    }

    private static EvalScoreSummary WithMoments(EvalScoreSummary summary, double[] values)
    {
        double mean = Moments.Mean(values);
        double? deviation = values.Length > 1 ? ScoreNumbers.Finite(Moments.StandardDeviation(values, mean)) : null;
        int trueCount = summary.Kind == EvalScoreKind.Binary ? values.Count(value => value > 0) : 0;
        return summary with
        {
            Mean = mean,
            StandardDeviation = deviation,
            Minimum = values[0],
            P10 = Moments.Quantile(values, 0.1),
            Median = Moments.Quantile(values, 0.5),
            P90 = Moments.Quantile(values, 0.9),
            Maximum = values[values.Length - 1],
            Distribution = summary.Kind == EvalScoreKind.Binary
                ? Distribution.OfFlags(values.Length - trueCount, trueCount)
                : Distribution.OfNumbers(values),
            Reason = values.Length == 1 ? "One value has no standard deviation and no interval."
                : deviation is null ? TooLarge
                : null,
        };
    }

    private static EvalScoreSummary WithInterval(EvalScoreSummary summary, double[] values, ClusteredValues? clustered)
    {
        if (values.Length < 2)
            return summary;
        if (clustered?.Count < 2)
            return summary with { Reason = "One cluster has no interval." };

        bool isBinary = summary.Kind == EvalScoreKind.Binary;
        double mean = summary.Mean!.Value;
        ConfidenceInterval limits = clustered is not null ? MeanInterval.Of(clustered, mean).At(summary.ConfidenceLevel)
            : isBinary ? Wilson.Interval(values.Count(value => value > 0), values.Length, summary.ConfidenceLevel)
            : MeanInterval.Of(values).At(summary.ConfidenceLevel);
        if (isBinary)
            limits = limits.Clip(0, 1);
        if (ScoreNumbers.Finite(limits.Low) is null || ScoreNumbers.Finite(limits.High) is null)
            return summary with { Reason = TooLarge };

        return summary with
        {
            Low = limits.Low,
            High = limits.High,
            Interval = clustered is not null ? EvalIntervalMethod.ClusterRobustT
                : isBinary ? EvalIntervalMethod.Wilson
                : EvalIntervalMethod.StudentT,
        };
    }

    private static EvalScoreSummary WithPasses(EvalScoreSummary summary, double[] values, EvalMeasureOptions options)
    {
        bool isLowerBetter = options.IsLowerBetter(summary.Metric);
        int passed;
        if (summary.Kind == EvalScoreKind.Binary)
            passed = values.Count(value => value > 0 != isLowerBetter);
        else if (summary.PassThreshold is { } threshold)
            passed = values.Count(value => isLowerBetter ? value <= threshold : value >= threshold);
        else
            return summary;

        ConfidenceInterval? limits =
            values.Length > 1 ? Wilson.Interval(passed, values.Length, summary.ConfidenceLevel) : null;
        return summary with
        {
            PassCount = passed,
            PassRate = passed / (double)values.Length,
            PassLow = limits?.Low,
            PassHigh = limits?.High,
        };
    }
}
