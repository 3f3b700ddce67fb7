namespace GalileoEval.Completion;

/// <summary>Offers the types that a score may have.</summary>
internal sealed class ScoreTypeCompleter : WordCompleter
{
    public ScoreTypeCompleter()
        : base("bool", "float", "int", "str")
    {
    }
}
