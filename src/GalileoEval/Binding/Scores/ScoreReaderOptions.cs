namespace GalileoEval.Binding.Scores;

/// <summary>Where the scores of piped objects are.</summary>
internal sealed record ScoreReaderOptions
{
    /// <summary>The value columns; null for the defaults of the type.</summary>
    public string[]? Property { get; init; }

    /// <summary>The column that holds the metric; null if each value column is a metric of its name.</summary>
    public string? MetricProperty { get; init; }

    /// <summary>The metrics to keep, by pattern; null for all.</summary>
    public string[]? Metric { get; init; }

    /// <summary>The columns that split the scores; null for none.</summary>
    public string[]? GroupBy { get; init; }

    /// <summary>The columns of the key, or of the unit that was rated; null for the defaults of the type.</summary>
    public string[]? Key { get; init; }

    /// <summary>The columns of what scores belong to; null for none.</summary>
    public string[]? ClusterBy { get; init; }

    /// <summary>The column of who rated; null for none.</summary>
    public string? Rater { get; init; }

    /// <summary>What the key is for.</summary>
    public ScoreKeyUse KeyUse { get; init; }

    /// <summary>Whether every text is a label, even if it can be read as a number.</summary>
    public bool TextIsLabel { get; init; }
}
