namespace GalileoEval.Scale;

/// <summary>Which deliveries to list: all, or those of a project.</summary>
public sealed class ScaleDeliveryQuery
{
    /// <summary>The id of the project.</summary>
    public string? ProjectId { get; init; }

    /// <summary>The name of the project.</summary>
    public string? ProjectName { get; init; }

    /// <summary>Only deliveries made after this time. A time of no kind counts as UTC.</summary>
    public DateTime? DeliveredAfter { get; init; }

    /// <summary>Only deliveries made before this time. A time of no kind counts as UTC.</summary>
    public DateTime? DeliveredBefore { get; init; }

    /// <summary>What to send as an object and not as an id: <c>project</c>.</summary>
    public IReadOnlyList<string>? Expand { get; init; }
}
