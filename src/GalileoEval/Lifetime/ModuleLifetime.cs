using System.Management.Automation;
using GalileoEval.Connections;
#if !NET
using GalileoEval.Loading;
#endif

namespace GalileoEval.Lifetime;

/// <summary>Handles the import of the module (almost no work, for a fast import) and its removal (the last runspace
/// ends all sandboxes and connections).</summary>
public sealed class ModuleLifetime : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    /// <summary>Called by PowerShell when the module is imported.</summary>
    public void OnImport()
    {
#if !NET
        OwnAssemblies.Register();
#endif
        ImportingRunspaces.Add();
    }

    /// <summary>Called by PowerShell when the module is removed: stops the sandboxes and closes the connections, unless
    /// another runspace of the process has imported it.</summary>
    /// <param name="psModuleInfo">This module.</param>
    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        if (!ImportingRunspaces.RemoveLast())
            return;
        RunningSandboxes.Clear();
        EvalSession.Clear();
#if !NET
        OwnAssemblies.Unregister();
#endif
    }
}
