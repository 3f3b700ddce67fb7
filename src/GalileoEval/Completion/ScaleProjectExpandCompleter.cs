namespace GalileoEval.Completion;

/// <summary>Offers what Scale documents to expand in batches and deliveries.</summary>
internal sealed class ScaleProjectExpandCompleter : WordCompleter
{
    public ScaleProjectExpandCompleter()
        : base("project")
    {
    }
}
