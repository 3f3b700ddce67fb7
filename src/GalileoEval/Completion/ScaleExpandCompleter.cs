namespace GalileoEval.Completion;

/// <summary>Offers what Scale documents to expand.</summary>
internal sealed class ScaleExpandCompleter : WordCompleter
{
    public ScaleExpandCompleter()
        : base("batch", "project")
    {
    }
}
