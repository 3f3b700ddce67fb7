namespace GalileoEval.Completion;

/// <summary>Offers the names of Scale's batches.</summary>
internal sealed class ScaleBatchNameCompleter : ScaleNameCompleter
{
    public ScaleBatchNameCompleter()
        : base("batch", static (names, cancellation) => names.BatchesAsync(cancellation))
    {
    }
}
