namespace GalileoEval.Analysis.Statistics;

/// <summary>A mean with its standard error, t statistic and confidence interval.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Error">Its standard error.</param>
/// <param name="Freedom">The degrees of freedom.</param>
internal readonly record struct MeanInterval(double Mean, double Error, int Freedom)
{
    /// <summary>Student's t statistic against 0.</summary>
    public double Statistic => Mean / Error;

    /// <summary>Computes the standard error for independent values.</summary>
    /// <param name="values">The values in ascending order, at least two.</param>
    public static MeanInterval Of(double[] values)
    {
        double mean = Moments.Mean(values);
        double error = Moments.StandardDeviation(values, mean) / Math.Sqrt(values.Length);
        return new MeanInterval(mean, error, values.Length - 1);
    }

    /// <summary>Computes the standard error for clustered values: the cluster-robust variance CR1 (Liang and Zeger 1986, small-sample factor G/(G-1)).</summary>
    /// <param name="clusters">The clusters, at least two.</param>
    /// <param name="mean">The mean of all values.</param>
    public static MeanInterval Of(ClusteredValues clusters, double mean)
    {
        double total = clusters.ValueCount;
        CompensatedSum sum = default;
        for (int i = 0; i < clusters.Count; i++)
        {
            double residual = (clusters.Sums[i] - (mean * clusters.Sizes[i])) / total;
            sum.Add(residual * residual);
        }

        double count = clusters.Count;
        return new MeanInterval(mean, Math.Sqrt(count / (count - 1) * sum.Total), clusters.Count - 1);
    }

    /// <summary>The confidence interval of the mean.</summary>
    public ConfidenceInterval At(double confidenceLevel)
    {
        double half = StudentTDistribution.Critical(1 - confidenceLevel, Freedom) * Error;
        return new ConfidenceInterval(Mean - half, Mean + half);
    }
}

/// <summary>The limits of an interval.</summary>
/// <param name="Low">The lower limit.</param>
/// <param name="High">The upper limit.</param>
internal readonly record struct ConfidenceInterval(double Low, double High)
{
    /// <summary>Clamps the interval.</summary>
    public ConfidenceInterval Clip(double minimum, double maximum) =>
        new(Math.Min(Math.Max(Low, minimum), maximum), Math.Min(Math.Max(High, minimum), maximum));
}
