namespace GalileoEval.Analysis;

/// <summary>A score of one record, in a report.</summary>
public sealed record EvalReportScore
{
    /// <summary>The metric.</summary>
    public required string Metric { get; init; }

    /// <summary>The record, by its ID.</summary>
    public string? Id { get; init; }

    /// <summary>The name of the record, or its type.</summary>
    public string? Name { get; init; }

    /// <summary>The service's status of the score.</summary>
    public string? Status { get; init; }

    /// <summary>The score.</summary>
    public ScoreValue Value { get; init; }

    /// <summary>The error message.</summary>
    public string? Error { get; init; }

    /// <summary>The explanation of the score: shown only with texts.</summary>
    public string? Explanation { get; init; }

    /// <summary>The input of the record: shown only with texts.</summary>
    public string? Input { get; init; }

    /// <summary>The output of the record: shown only with texts.</summary>
    public string? Output { get; init; }
}
