namespace GalileoEval.Completion;

/// <summary>Offers the names of Scale's projects.</summary>
internal sealed class ScaleProjectNameCompleter : ScaleNameCompleter
{
    public ScaleProjectNameCompleter()
        : base("project", static (names, cancellation) => names.ProjectsAsync(cancellation))
    {
    }
}
