using GalileoEval.Analysis.Statistics;

namespace GalileoEval.Analysis.Agreement;

/// <summary>Measures how well raters agree.</summary>
public sealed class AgreementAnalysis : IAgreementAnalysis
{
    /// <inheritdoc/>
    public IEnumerable<EvalAgreement> Measure(
        ScoreTable ratings, EvalAgreementOptions options, CancellationToken cancellationToken)
    {
        foreach (ScoreSeries series in ratings.Series)
        {
            RatingSeries read = new(series);
            if (!options.Pairwise)
            {
                yield return Measure(series, read, null, options, cancellationToken);
                continue;
            }

            if (read.Raters.Length < 2)
                yield return Measure(series, read, null, options, cancellationToken);
            for (int first = 0; first < read.Raters.Length; first++)
            {
                for (int second = first + 1; second < read.Raters.Length; second++)
                    yield return Measure(series, read, (first, second), options, cancellationToken);
            }
        }
    }

    private static EvalAgreement Measure(
        ScoreSeries series,
        RatingSeries read,
        (int First, int Second)? pair,
        EvalAgreementOptions options,
        CancellationToken cancellationToken)
    {
        (RatingTable table, int units) = read.Select(pair?.First, pair?.Second);
        string? first = pair is { } numbers ? read.Raters[numbers.First] : null;
        string? second = pair is { } both ? read.Raters[both.Second] : null;
        int raters = pair is null ? read.Raters.Length : 2;
        EvalMeasurementLevel level = LevelOf(options, read.Kind);
        RandomStream random = RandomStream.Of(options.Seed, series.Metric, series.Group, first, second, "agreement");

        double confidence = options.ConfidenceLevel;
        AgreementFigure figure = options.Statistic switch
        {
            EvalAgreementStatistic.CohenKappa => CohenKappa.Measure(table, options.Weight, confidence),
            EvalAgreementStatistic.FleissKappa => FleissKappa.Measure(table, confidence, random, cancellationToken),
            EvalAgreementStatistic.PercentAgreement => PercentAgreement.Measure(table, confidence, random, cancellationToken),
            _ => KrippendorffAlpha.Measure(table, level, read.Values, confidence, random, cancellationToken),
        };
        return new EvalAgreement
        {
            Metric = series.Metric,
            Group = series.Group,
            Statistic = options.Statistic,
            Level = level,
            Weight = options.Weight,
            Value = figure.Value,
            Low = figure.Low,
            High = figure.High,
            Interval = figure.Interval,
            ConfidenceLevel = confidence,
            Seed = options.Seed,
            Units = units,
            Raters = raters,
            Ratings = table.RatingCount,
            Missing = ((long)units * raters) - table.RatingCount,
            RaterA = first,
            RaterB = second,
            Reason = figure.Reason,
        };
    }

    // Only alpha uses the level: the others compare categories, and weights compare ranks.
    private static EvalMeasurementLevel LevelOf(EvalAgreementOptions options, EvalScoreKind? kind)
    {
        if (options.Statistic != EvalAgreementStatistic.Alpha)
            return options.Weight == EvalAgreementWeight.None ? EvalMeasurementLevel.Nominal : EvalMeasurementLevel.Ordinal;
        if (options.Level != EvalMeasurementLevel.Auto)
            return options.Level;
        return kind == EvalScoreKind.Numeric ? EvalMeasurementLevel.Interval : EvalMeasurementLevel.Nominal;
    }
}
