using System.Management.Automation;
using GalileoEval.Binding;
using GalileoEval.Completion;

namespace GalileoEval.Pipeline;

/// <summary>The base of the cmdlets that list the contents of projects.</summary>
public abstract class GalileoProjectCommand : GalileoCommand
{
    private protected GalileoProjectCommand()
    {
    }

    /// <summary>The projects: names, IDs, or objects with a property ProjectId, such as those of Get-GalileoProject. A
    /// value in the form of a UUID is an ID. Default: the environment variable SPLUNK_AO_PROJECT_ID or
    /// GALILEO_PROJECT_ID, else SPLUNK_AO_PROJECT or GALILEO_PROJECT. Accepts pipeline input.</summary>
    [Parameter(ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ProjectId")]
    [IdentityTransform(EvalService.Galileo, "ProjectId")]
    [ArgumentCompleter(typeof(GalileoProjectCompleter))]
    public string[]? Project { get; set; }

    /// <summary>Lists the contents of each project.</summary>
    protected override void ProcessRecord()
    {
        foreach (string? given in Project is { Length: > 0 } ? Project : (string?[])[null])
        {
            Try(given, () =>
            {
                string project = given ?? GalileoDefault.ProjectOf(null);
                WriteOf(Run(cancellation => Catalog.ProjectIdAsync(project, cancellation)), project);
            });
        }
    }

    /// <summary>Lists the contents of one project.</summary>
    private protected abstract void WriteOf(string projectId, string project);
}
