using System.Management.Automation;

namespace GalileoEval.Build.Tests;

// Without documentation on purpose: the completeness test wants its gaps named.
[Cmdlet(VerbsDiagnostic.Test, "Naked")]
public sealed class NakedSampleCommand : PSCmdlet
{
    [Parameter]
    public string? Anything { get; set; }
}
