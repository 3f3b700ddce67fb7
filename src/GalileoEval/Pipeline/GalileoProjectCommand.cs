using System.Management.Automation;
using GalileoEval.Binding;
using GalileoEval.Completion;
using GalileoEval.Credentials;
using GalileoEval.Errors;
using GalileoEval.Galileo;

namespace GalileoEval.Pipeline;

/// <summary>The base of the cmdlets that list the contents of projects.</summary>
public abstract class GalileoProjectCommand : GalileoCommand
{
    private protected GalileoProjectCommand()
    {
    }

    /// <summary>The projects: names, IDs, or objects with a property ProjectId, such as those of Get-GalileoProject. A value in
    /// the form of a UUID is an ID. Default: the environment variable SPLUNK_AO_PROJECT_ID or GALILEO_PROJECT_ID, else SPLUNK_AO_PROJECT
    /// or GALILEO_PROJECT. Accepts pipeline input.</summary>
    [Parameter(ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ProjectId")]
    [IdentityTransform(EvalService.Galileo, "ProjectId")]
    [ArgumentCompleter(typeof(GalileoProjectCompleter))]
    public string[]? Project { get; set; }

    /// <summary>Finds projects and their contents.</summary>
    private protected GalileoCatalog Catalog { get; private set; } = null!;

    /// <summary>Opens the connection; without one the cmdlet ends.</summary>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        Catalog = new GalileoCatalog(Transport, Pump);
    }

    /// <summary>Lists the contents of each project.</summary>
    protected override void ProcessRecord()
    {
        EvalEnvironment environment = new();
        string? usual = environment.GalileoProjectId ?? environment.GalileoProject;
        string[] projects = Project is { Length: > 0 } ? Project : [usual ?? ""];
        foreach (string project in projects)
        {
            Try(project, () =>
            {
                if (project.Length == 0)
                    throw NoProject();
                WriteOf(Run(cancellation => Catalog.ProjectIdAsync(project, cancellation)), project);
            });
        }
    }

    /// <summary>Lists the contents of one project.</summary>
    /// <param name="projectId">The ID.</param>
    /// <param name="project">The user's input.</param>
    private protected abstract void WriteOf(string projectId, string project);

    private static EvalException NoProject() =>
        new(EvalErrorCondition.InvalidArgument, "Galileo: no project is specified, and no environment variable contains one.")
        {
            Service = EvalService.Galileo,
            RecommendedAction = "Use -Project with a name or an ID, or set GALILEO_PROJECT. Get-GalileoProject lists the projects.",
        };
}
