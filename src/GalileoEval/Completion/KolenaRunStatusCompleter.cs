namespace GalileoEval.Completion;

/// <summary>Offers the states of a run that Kolena documents.</summary>
internal sealed class KolenaRunStatusCompleter : WordCompleter
{
    public KolenaRunStatusCompleter()
        : base("failed", "running", "success")
    {
    }
}
