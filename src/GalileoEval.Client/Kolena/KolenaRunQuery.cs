namespace GalileoEval.Kolena;

/// <summary>Selects runs of an agent: those that match all filters.</summary>
public sealed class KolenaRunQuery
{
    /// <summary>Only these runs.</summary>
    public IReadOnlyList<long>? RunIds { get; init; }

    /// <summary>Only runs of this status, as the service names it: <c>running</c>, <c>success</c> or <c>failed</c>.</summary>
    public string? Status { get; init; }

    /// <summary>Only runs with one of these user-defined IDs.</summary>
    public IReadOnlyList<string>? UserDefinedIds { get; init; }

    /// <summary>Only runs created at this time or later. UTC is assumed when no time zone is given.</summary>
    public DateTime? CreatedAfter { get; init; }

    /// <summary>Only runs created at this time or earlier. UTC is assumed when no time zone is given.</summary>
    public DateTime? CreatedBefore { get; init; }
}
