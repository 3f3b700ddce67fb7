namespace GalileoEval.Completion;

/// <summary>Offers the kinds of scorer that Galileo documents.</summary>
internal sealed class ScorerTypeCompleter : WordCompleter
{
    public ScorerTypeCompleter()
        : base("code", "llm", "luna", "preset")
    {
    }
}
