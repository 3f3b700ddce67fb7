namespace GalileoEval.Analysis;

/// <summary>A point of a trend in a report: a Kolena validation, or a metric of a Galileo experiment.</summary>
public sealed record EvalReportTrendPoint
{
    /// <summary>What is measured repeatedly, such as <c>agent 1, ground truth 10</c>.</summary>
    public required string Series { get; init; }

    /// <summary>The ID or name of the measurement.</summary>
    public required string Name { get; init; }

    /// <summary>The sort key of the points: the ID of a validation; null to sort by <see cref="Time"/>.</summary>
    public long? Order { get; init; }

    /// <summary>When it was measured, in UTC.</summary>
    public DateTime? Time { get; init; }

    /// <summary>What it was measured against, such as <c>version 2</c>.</summary>
    public string? Version { get; init; }

    /// <summary>The score; null if there is none.</summary>
    public double? Value { get; init; }
}
