using System.Management.Automation;

namespace GalileoEval.Build.Tests;

/// <summary>A base class whose parameter every sample cmdlet has.</summary>
public abstract class SampleCommand : PSCmdlet
{
    /// <summary>Whether to go <em>fast</em>.</summary>
    [Parameter]
    public SwitchParameter Fast { get; set; }
}
