namespace GalileoEval.Binding.Scores;

/// <summary>The columns of the scores of piped objects.</summary>
internal sealed record ScoreReaderOptions
{
    /// <summary>The value columns; null for the defaults of the type.</summary>
    public string[]? Property { get; init; }

    /// <summary>The column that contains the metric; null if each value column is a metric.</summary>
    public string? MetricProperty { get; init; }

    /// <summary>The metrics to keep, by pattern; null for all.</summary>
    public string[]? Metric { get; init; }

    /// <summary>The columns that split the scores; null for none.</summary>
    public string[]? GroupBy { get; init; }

    /// <summary>The columns of the key, or of the rated unit; null for the defaults of the type.</summary>
    public string[]? Key { get; init; }

    /// <summary>The columns of the clusters; null for none.</summary>
    public string[]? ClusterBy { get; init; }

    /// <summary>The column of the rater; null for none.</summary>
    public string? Rater { get; init; }

    /// <summary>The purpose of the key.</summary>
    public ScoreKeyUse KeyUse { get; init; }

    /// <summary>Whether every text is a label, even if it can be read as a number.</summary>
    public bool TextIsLabel { get; init; }
}
