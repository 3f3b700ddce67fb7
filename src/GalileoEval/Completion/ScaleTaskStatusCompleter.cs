namespace GalileoEval.Completion;

/// <summary>Offers the states of a task that Scale documents, and the one that only its clients know.</summary>
internal sealed class ScaleTaskStatusCompleter : WordCompleter
{
    public ScaleTaskStatusCompleter()
        : base("canceled", "completed", "deleted", "error", "pending")
    {
    }
}
