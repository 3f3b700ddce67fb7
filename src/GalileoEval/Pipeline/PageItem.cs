using System.Globalization;
using GalileoEval.Kolena;
using GalileoEval.Scale;

namespace GalileoEval.Pipeline;

/// <summary>Identifies the items of a list, for the guard against endless lists.</summary>
internal static class PageItem
{
    /// <summary>What identifies an item.</summary>
    /// <param name="item">An item of a list.</param>
    /// <returns>Its IDs; null for one that has none.</returns>
    public static string? KeyOf(object? item) => item switch
    {
        IEvalTask task => task.Describe(),
        KolenaAgent agent => agent.AgentId.ToString(CultureInfo.InvariantCulture),
        KolenaGroundTruth truth => truth.GroundTruthVersion.ToString(CultureInfo.InvariantCulture),
        ScaleProject project => project.ProjectId,
        ScaleDelivery delivery => delivery.DeliveryId,
        _ => null,
    };
}
