namespace GalileoEval.Analysis;

/// <summary>A piece of work in a report: any object that can be waited for, in a few words.</summary>
public sealed record EvalReportWork
{
    /// <summary>The service; null where the object does not say.</summary>
    public EvalService? Service { get; init; }

    /// <summary>What the work is, such as <c>code scorer validation</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The ID as its cmdlets take it; for Kolena the IDs from agent to validation or run.</summary>
    public required string Id { get; init; }

    /// <summary>What a person calls it, such as the scorer's file; null where there is nothing but the ID.</summary>
    public string? Name { get; init; }

    /// <summary>The service's word for the state, verbatim.</summary>
    public string? Status { get; init; }

    /// <summary>The state.</summary>
    public EvalState State { get; init; }

    /// <summary>The result in a few words, without texts of records.</summary>
    public string? Result { get; init; }

    /// <summary>Outputs: shown only where texts are.</summary>
    public string? ResultText { get; init; }

    /// <summary>What went wrong; may have many lines.</summary>
    public string? Error { get; init; }

    /// <summary>Whether the work validates a scorer: a test case of its own in JUnit.</summary>
    public bool IsScorer { get; init; }

    /// <summary>When it was made, in UTC.</summary>
    public DateTime? CreatedAt { get; init; }

    /// <summary>When it ended or changed last, in UTC.</summary>
    public DateTime? EndedAt { get; init; }
}
