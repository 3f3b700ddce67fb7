namespace GalileoEval.Completion;

/// <summary>Offers the states of a batch that Scale documents.</summary>
internal sealed class ScaleBatchStatusCompleter : WordCompleter
{
    public ScaleBatchStatusCompleter()
        : base("cancelled", "completed", "in_progress", "paused", "staging")
    {
    }
}
