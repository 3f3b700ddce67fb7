namespace GalileoEval.Analysis.Statistics;

/// <summary>Values by cluster, independent of the order of the input.</summary>
internal sealed class ClusteredValues
{
    private ClusteredValues(double[] sums, int[] sizes, int valueCount)
    {
        Sums = sums;
        Sizes = sizes;
        ValueCount = valueCount;
    }

    /// <summary>The sum of each cluster, in the order of the clusters' names.</summary>
    public double[] Sums { get; }

    /// <summary>The number of values in each cluster.</summary>
    public int[] Sizes { get; }

    /// <summary>The number of clusters.</summary>
    public int Count => Sums.Length;

    /// <summary>The number of values.</summary>
    public int ValueCount { get; }

    /// <summary>Groups values by cluster.</summary>
    /// <param name="values">The values.</param>
    /// <param name="clusters">The name of each value's cluster.</param>
    public static ClusteredValues Of(double[] values, string[] clusters)
    {
        SortedDictionary<string, List<double>> byName = new(StringComparer.Ordinal);
        for (int i = 0; i < values.Length; i++)
        {
            if (!byName.TryGetValue(clusters[i], out List<double>? own))
                byName.Add(clusters[i], own = []);
            own.Add(values[i]);
        }

        double[] sums = new double[byName.Count];
        int[] sizes = new int[byName.Count];
        int index = 0;
        foreach (List<double> own in byName.Values)
        {
            own.Sort();
            CompensatedSum sum = default;
            foreach (double value in own)
                sum.Add(value);
            sums[index] = sum.Total;
            sizes[index++] = own.Count;
        }

        return new ClusteredValues(sums, sizes, values.Length);
    }

    /// <summary>Treats every value as its own cluster.</summary>
    /// <param name="values">The values in ascending order.</param>
    public static ClusteredValues Single(double[] values)
    {
        int[] sizes = new int[values.Length];
        for (int i = 0; i < sizes.Length; i++)
            sizes[i] = 1;
        return new ClusteredValues(values, sizes, values.Length);
    }
}
