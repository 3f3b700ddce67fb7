using GalileoEval.Analysis.Agreement;
using GalileoEval.Analysis.Statistics;

namespace GalileoEval.Analysis.Tests.Agreement;

/// <summary>Ratings as papers print them: a row for each rater, a column for each unit, null for a gap.</summary>
internal sealed class RatingGrid
{
    private RatingGrid(RatingTable table, double[] values)
    {
        Table = table;
        Values = values;
    }

    public RatingTable Table { get; }

    public double[] Values { get; }

    public static RatingGrid Of(params double?[][] raters)
    {
        double[] values = [.. raters.SelectMany(static row => row).OfType<double>().Distinct().Order()];
        List<Rating> ratings = [];
        for (int rater = 0; rater < raters.Length; rater++)
        {
            for (int unit = 0; unit < raters[rater].Length; unit++)
            {
                if (raters[rater][unit] is { } value)
                    ratings.Add(new Rating(unit, rater, Array.BinarySearch(values, value)));
            }
        }

        return new RatingGrid(RatingTable.Of([.. ratings], values.Length), values);
    }

    /// <summary>Reads rows of digits, with a dot for a gap.</summary>
    public static RatingGrid Parse(params string[] raters) => Of(
        Array.ConvertAll(raters, static row => row.Select(static c => c == '.' ? (double?)null : c - '0').ToArray()));

    /// <summary>Units from a table of counts: a row for each unit, a column for each category. Ratings go to the raters in
    /// turn.</summary>
    public static RatingGrid FromCounts(params int[][] units)
    {
        List<Rating> ratings = [];
        for (int unit = 0; unit < units.Length; unit++)
        {
            int rater = 0;
            for (int category = 0; category < units[unit].Length; category++)
            {
                for (int i = 0; i < units[unit][category]; i++)
                    ratings.Add(new Rating(unit, rater++, category));
            }
        }

        double[] values = [.. Enumerable.Range(0, units[0].Length).Select(static category => (double)category)];
        return new RatingGrid(RatingTable.Of([.. ratings], values.Length), values);
    }

    /// <summary>Two raters from a table of counts: the first one's categories are the rows.</summary>
    public static RatingGrid FromTable(int[][] cells)
    {
        List<double?> first = [];
        List<double?> second = [];
        for (int i = 0; i < cells.Length; i++)
        {
            for (int j = 0; j < cells[i].Length; j++)
            {
                first.AddRange(Enumerable.Repeat<double?>(i, cells[i][j]));
                second.AddRange(Enumerable.Repeat<double?>(j, cells[i][j]));
            }
        }

        return Of([.. first], [.. second]);
    }

    public AgreementFigure Alpha(EvalMeasurementLevel level, int seed = 0, double confidenceLevel = 0.95) =>
        KrippendorffAlpha.Measure(Table, level, Values, confidenceLevel, Stream(seed), CancellationToken.None);

    public AgreementFigure Cohen(EvalAgreementWeight weight = EvalAgreementWeight.None, double confidenceLevel = 0.95) =>
        CohenKappa.Measure(Table, weight, confidenceLevel);

    public AgreementFigure Fleiss(int seed = 0) => FleissKappa.Measure(Table, 0.95, Stream(seed), CancellationToken.None);

    public AgreementFigure Percent(int seed = 0) => PercentAgreement.Measure(Table, 0.95, Stream(seed), CancellationToken.None);

    private static RandomStream Stream(int seed) => RandomStream.Of(seed);
}
