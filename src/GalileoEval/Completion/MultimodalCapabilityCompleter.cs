namespace GalileoEval.Completion;

/// <summary>Offers the capabilities beside text that Galileo documents.</summary>
internal sealed class MultimodalCapabilityCompleter : WordCompleter
{
    public MultimodalCapabilityCompleter()
        : base("audio", "vision")
    {
    }
}
