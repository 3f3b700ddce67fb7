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
