namespace GalileoEval.Completion;

/// <summary>Offers the names of Scale's deliveries.</summary>
internal sealed class ScaleDeliveryNameCompleter : ScaleNameCompleter
{
    public ScaleDeliveryNameCompleter()
        : base("delivery", static (names, cancellation) => names.DeliveriesAsync(cancellation))
    {
    }
}
