using GalileoEval.Build.Help;
using GalileoEval.Build.Reading;

namespace GalileoEval.Build.Tests;

/// <summary>What the tool reads from this assembly.</summary>
public sealed class ModuleAssemblyFixture
{
    public ModuleAssemblyFixture()
    {
        using ModuleAssembly assembly = ModuleAssembly.Open(typeof(ModuleAssemblyFixture).Assembly.Location);
        Cmdlets = assembly.ReadCmdlets();
    }

    public IReadOnlyList<CmdletHelp> Cmdlets { get; }

    public CmdletHelp GetSample => Cmdlets.Single(cmdlet => cmdlet.Name == "Get-Sample") with { Area = "Samples" };

    public CmdletHelp TestNaked => Cmdlets.Single(cmdlet => cmdlet.Name == "Test-Naked");
}
