namespace GalileoEval.Scale;

/// <summary>Which deliveries to list: all, or those of a project.</summary>
public sealed class ScaleDeliveryQuery
{
    /// <summary>The ID of the project.</summary>
    public string? ProjectId { get; init; }

    /// <summary>The name of the project.</summary>
    public string? ProjectName { get; init; }

    /// <summary>Only deliveries created after this time. UTC is assumed when no time zone is given.</summary>
    public DateTime? DeliveredAfter { get; init; }

    /// <summary>Only deliveries created before this time. UTC is assumed when no time zone is given.</summary>
    public DateTime? DeliveredBefore { get; init; }

    /// <summary>The references to expand to whole objects: <c>project</c>.</summary>
    public IReadOnlyList<string>? Expand { get; init; }
}
