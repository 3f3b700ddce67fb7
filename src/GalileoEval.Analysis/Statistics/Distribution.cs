using System.Globalization;

namespace GalileoEval.Analysis.Statistics;

/// <summary>Counts values by range, or by label.</summary>
internal static class Distribution
{
    private const int MostBins = 10;
    private const int MostLabels = 100;

    /// <summary>Counts numbers: each distinct number if there are at most ten, otherwise in at most ten ranges of equal width
    /// with round limits.</summary>
    /// <param name="values">The numbers in ascending order.</param>
    public static EvalList<EvalScoreBin> OfNumbers(double[] values)
    {
        if (values.Length == 0)
            return new EvalList<EvalScoreBin>([]);
        List<EvalScoreBin>? single = Singles(values);
        return new EvalList<EvalScoreBin>(single is not null ? [.. single] : [.. Ranges(values)]);
    }

    /// <summary>Counts labels, the most frequent first; those after the hundredth are combined.</summary>
    /// <param name="counts">The labels with their counts.</param>
    public static EvalList<EvalScoreBin> OfLabels(IEnumerable<KeyValuePair<string, int>> counts)
    {
        List<EvalScoreBin> bins =
        [
            .. counts.OrderByDescending(pair => pair.Value)
                .ThenBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(pair => new EvalScoreBin { Label = pair.Key, Count = pair.Value }),
        ];
        if (bins.Count > MostLabels)
        {
            int others = bins.Skip(MostLabels).Sum(bin => bin.Count);
            bins.RemoveRange(MostLabels, bins.Count - MostLabels);
            bins.Add(new EvalScoreBin { Label = "(other)", Count = others });
        }

        return new EvalList<EvalScoreBin>([.. bins]);
    }

    /// <summary>Counts false and true.</summary>
    public static EvalList<EvalScoreBin> OfFlags(int falseCount, int trueCount) => new(
    [
        new EvalScoreBin { Label = "false", Count = falseCount },
        new EvalScoreBin { Label = "true", Count = trueCount },
    ]);

    private static List<EvalScoreBin>? Singles(double[] values)
    {
        List<EvalScoreBin> bins = [];
        for (int start = 0; start < values.Length;)
        {
            if (bins.Count == MostBins)
                return null;
            int end = start + 1;
            while (end < values.Length && values[end] == values[start])
                end++;
            bins.Add(new EvalScoreBin
            {
                Label = values[start].ToString("G12", CultureInfo.InvariantCulture),
                Lower = values[start],
                Upper = values[start],
                Count = end - start,
            });
            start = end;
        }

        return bins;
    }

    private static IEnumerable<EvalScoreBin> Ranges(double[] values)
    {
        double minimum = values[0];
        double maximum = values[values.Length - 1];
        double width = (maximum / MostBins) - (minimum / MostBins);
        if (width < double.Epsilon * 1e6)
        {
            yield return new EvalScoreBin { Label = Range(minimum, maximum), Lower = minimum, Upper = maximum, Count = values.Length };
            yield break;
        }

        double step = RoundStep(width);
        double first = Math.Floor(minimum / step);
        // Round limits may require one more range.
        while (Math.Ceiling(maximum / step) - first > MostBins)
        {
            step = RoundStep(step * 1.01);
            first = Math.Floor(minimum / step);
        }

        int count = Math.Max(1, (int)(Math.Ceiling(maximum / step) - first));
        int start = 0;
        for (int i = 0; i < count; i++)
        {
            double lower = Limit(first + i, step);
            double upper = Limit(first + i + 1, step);
            int end = start;
            while (end < values.Length && (values[end] < upper || i == count - 1))
                end++;
            yield return new EvalScoreBin
            {
                Label = Range(lower, upper),
                Lower = lower,
                Upper = upper,
                Count = end - start,
            };
            start = end;
        }
    }

    private static string Range(double lower, double upper) =>
        string.Format(CultureInfo.InvariantCulture, "{0:G12}..{1:G12}", lower, upper);

    // A multiple of the step, rounded to its decimals: 0.3, not 0.30000000000000004.
    private static double Limit(double steps, double step)
    {
        double limit = double.Parse((steps * step).ToString("G12", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return double.IsInfinity(limit) ? (steps > 0 ? double.MaxValue : -double.MaxValue) : limit;
    }

    // The next of 1, 2 and 5 times a power of ten.
    private static double RoundStep(double width)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(width)));
        double digits = width / power;
        return digits <= 1 ? power : digits <= 2 ? 2 * power : digits <= 5 ? 5 * power : 10 * power;
    }
}
