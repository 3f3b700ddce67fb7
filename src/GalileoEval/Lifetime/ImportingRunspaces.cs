using System.Management.Automation.Runspaces;

namespace GalileoEval.Lifetime;

/// <summary>The runspaces that have imported the module. Sandboxes and connections belong to the process and end with
/// the last runspace: those of <c>ForEach-Object -Parallel</c> and of thread jobs import the module too, and may remove
/// it.</summary>
internal static class ImportingRunspaces
{
    private static readonly object Gate = new();
    private static readonly List<WeakReference<Runspace>> Runspaces = [];

    /// <summary>Adds the runspace of this thread.</summary>
    public static void Add()
    {
        lock (Gate)
        {
            ForgetOwnAndClosed();
            if (Runspace.DefaultRunspace is { } own)
                Runspaces.Add(new WeakReference<Runspace>(own));
        }
    }

    /// <summary>Removes the runspace of this thread.</summary>
    /// <returns>Whether it was the last one.</returns>
    public static bool RemoveLast()
    {
        lock (Gate)
        {
            ForgetOwnAndClosed();
            return Runspaces.Count == 0;
        }
    }

    // A closed runspace has not removed its modules.
    private static void ForgetOwnAndClosed() =>
        Runspaces.RemoveAll(known => !known.TryGetTarget(out Runspace? runspace)
            || runspace.RunspaceStateInfo.State is RunspaceState.Closing or RunspaceState.Closed or RunspaceState.Broken
            || runspace == Runspace.DefaultRunspace);
}
