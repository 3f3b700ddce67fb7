namespace GalileoEval.Scale.Json;

/// <summary>Reads a delivery or its id.</summary>
internal sealed class ScaleDeliveryConverter : ScaleExpandableConverter<ScaleDelivery>
{
    /// <inheritdoc/>
    protected override ScaleDelivery Refer(string id) => new() { DeliveryId = id, IsReference = true };
}
