using System.Management.Automation.Runspaces;

namespace GalileoEval.Lifetime;

/// <summary>The runspaces that have the module. What runs belongs to the process and is ended with the last of them, not with
/// each: the runspaces of <c>ForEach-Object -Parallel</c> and of thread jobs import the module too, and may remove it.</summary>
internal static class ImportingRunspaces
{
    private static readonly object Gate = new();
    private static readonly List<WeakReference<Runspace>> Runspaces = [];

    /// <summary>The runspace of this thread imports the module.</summary>
    public static void Add()
    {
        lock (Gate)
        {
            ForgetOwnAndClosed();
            if (Runspace.DefaultRunspace is { } own)
                Runspaces.Add(new WeakReference<Runspace>(own));
        }
    }

    /// <summary>The runspace of this thread removes the module.</summary>
    /// <returns>Whether no other has it.</returns>
    public static bool RemoveLast()
    {
        lock (Gate)
        {
            ForgetOwnAndClosed();
            return Runspaces.Count == 0;
        }
    }

    // A runspace that is closed does not remove its modules first.
    private static void ForgetOwnAndClosed() =>
        Runspaces.RemoveAll(known => !known.TryGetTarget(out Runspace? runspace)
            || runspace.RunspaceStateInfo.State is RunspaceState.Closing or RunspaceState.Closed or RunspaceState.Broken
            || runspace == Runspace.DefaultRunspace);
}
