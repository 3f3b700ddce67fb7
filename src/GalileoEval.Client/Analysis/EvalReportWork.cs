namespace GalileoEval.Analysis;

/// <summary>A piece of work in a report: a summary of any object that can be waited for.</summary>
public sealed record EvalReportWork
{
    /// <summary>The service; null if unknown.</summary>
    public EvalService? Service { get; init; }

    /// <summary>The kind of work, such as <c>code scorer validation</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The ID for the cmdlets; for Kolena, the IDs from agent to validation or run.</summary>
    public required string Id { get; init; }

    /// <summary>The name, such as the scorer's file; null if there is only the ID.</summary>
    public string? Name { get; init; }

    /// <summary>The service's status, verbatim.</summary>
    public string? Status { get; init; }

    /// <summary>The state.</summary>
    public EvalState State { get; init; }

    /// <summary>The result in a few words, without texts of records.</summary>
    public string? Result { get; init; }

    /// <summary>Outputs: shown only with texts.</summary>
    public string? ResultText { get; init; }

    /// <summary>The error message; may have many lines.</summary>
    public string? Error { get; init; }

    /// <summary>Whether the work validates a scorer, which is a separate test case in JUnit.</summary>
    public bool IsScorer { get; init; }

    /// <summary>When it was created, in UTC.</summary>
    public DateTime? CreatedAt { get; init; }

    /// <summary>When it ended or changed last, in UTC.</summary>
    public DateTime? EndedAt { get; init; }
}

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
