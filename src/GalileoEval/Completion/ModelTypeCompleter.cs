namespace GalileoEval.Completion;

/// <summary>Offers the kinds of model that Galileo documents.</summary>
internal sealed class ModelTypeCompleter : WordCompleter
{
    public ModelTypeCompleter()
        : base("code", "llm", "slm")
    {
    }
}
