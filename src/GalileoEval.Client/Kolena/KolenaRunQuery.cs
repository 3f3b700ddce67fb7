namespace GalileoEval.Kolena;

/// <summary>Which runs of an agent to list: those that pass every filter that is set.</summary>
public sealed class KolenaRunQuery
{
    /// <summary>Only these runs.</summary>
    public IReadOnlyList<long>? RunIds { get; init; }

    /// <summary>Only runs of this status, as the service names it: <c>running</c>, <c>success</c> or <c>failed</c>.</summary>
    public string? Status { get; init; }

    /// <summary>Only runs that the user gave one of these ids.</summary>
    public IReadOnlyList<string>? UserDefinedIds { get; init; }

    /// <summary>Only runs created at this time or later. UTC is assumed when no time zone is given.</summary>
    public DateTime? CreatedAfter { get; init; }

    /// <summary>Only runs created at this time or earlier. UTC is assumed when no time zone is given.</summary>
    public DateTime? CreatedBefore { get; init; }
}
