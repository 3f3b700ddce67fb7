using GalileoEval.Help.Reading;

namespace GalileoEval.Help.Tests;

/// <summary>What the tool reads from this assembly.</summary>
public sealed class CmdletAssemblyFixture
{
    public CmdletAssemblyFixture()
    {
        using CmdletAssembly assembly = CmdletAssembly.Open(typeof(CmdletAssemblyFixture).Assembly.Location);
        Cmdlets = assembly.ReadCmdlets();
    }

    public IReadOnlyList<CmdletHelp> Cmdlets { get; }

    public CmdletHelp GetSample => Cmdlets.Single(cmdlet => cmdlet.Name == "Get-Sample");

    public CmdletHelp TestNaked => Cmdlets.Single(cmdlet => cmdlet.Name == "Test-Naked");
}
