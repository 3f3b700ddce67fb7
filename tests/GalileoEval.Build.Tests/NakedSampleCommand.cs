using System.Management.Automation;

namespace GalileoEval.Build.Tests;

// Intentionally undocumented: the completeness test expects its gaps.
[Cmdlet(VerbsDiagnostic.Test, "Naked")]
public sealed class NakedSampleCommand : PSCmdlet
{
    [Parameter]
    public string? Anything { get; set; }
}
