namespace GalileoEval.Completion;

/// <summary>Offers the roles of a message that Scale documents.</summary>
internal sealed class ScaleRoleCompleter : WordCompleter
{
    public ScaleRoleCompleter()
        : base("assistant", "function", "system", "user")
    {
    }
}
