using System.Management.Automation;
using GalileoEval.Connections;
#if !NET
using GalileoEval.Loading;
#endif

namespace GalileoEval.Lifetime;

/// <summary>What happens when the module is imported (next to nothing, so that importing costs nothing) and removed
/// (with the last runspace that has it, everything that runs is ended).</summary>
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

    /// <summary>Called by PowerShell when the module is removed: stops the sandboxes and closes the connections, unless another
    /// runspace of the process has it, too.</summary>
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
