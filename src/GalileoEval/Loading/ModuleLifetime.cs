using System.Management.Automation;
using GalileoEval.Connections;
using GalileoEval.Sandbox;

namespace GalileoEval.Loading;

/// <summary>What happens when the module is imported (next to nothing, so that importing costs nothing) and removed
/// (everything that runs is ended).</summary>
public sealed class ModuleLifetime : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    /// <summary>Called by PowerShell when the module is imported.</summary>
    public void OnImport()
    {
#if !NET
        OwnAssemblies.Register();
#endif
    }

    /// <summary>Called by PowerShell when the module is removed: stops the sandboxes, closes the connections.</summary>
    /// <param name="psModuleInfo">This module.</param>
    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        RunningSandboxes.Clear();
        EvalSession.Clear();
#if !NET
        OwnAssemblies.Unregister();
#endif
    }
}
