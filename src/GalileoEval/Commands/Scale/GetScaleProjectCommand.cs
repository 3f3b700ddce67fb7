using System.Management.Automation;
using GalileoEval.Binding;
using GalileoEval.Completion;
using GalileoEval.Paging;
using GalileoEval.Pipeline;
using GalileoEval.Scale;

namespace GalileoEval.Commands;

/// <summary>Gets Scale GenAI projects, which contain batches and tasks.</summary>
/// <remarks>
/// <para>With IDs or names, it sends one request for each project (GET /v2/project) and writes the results in the order
/// of the input; a name with wildcards, times, or nothing, lists projects (GET /v2/projects), all in one
/// request.</para>
/// <para>A project can be piped to Get-ScaleBatch, Get-ScaleTask and Get-ScaleDelivery.</para>
/// </remarks>
/// <example>
/// <para>All projects</para>
/// <code>$null = Start-EvalSandbox
/// Get-ScaleProject</code>
/// <para>Lists every project of the account.</para>
/// </example>
/// <example>
/// <para>The batches in progress of a project</para>
/// <code>Get-ScaleProject -ProjectName Sandbox* | Get-ScaleBatch -Status in_progress</code>
/// <para>Lists the batches in progress in the projects whose names match.</para>
/// </example>
/// <seealso>Get-ScaleBatch</seealso>
/// <seealso>Get-ScaleTask</seealso>
/// <seealso>Get-ScaleDelivery</seealso>
/// <seealso>Connect-EvalService</seealso>
[Cmdlet(VerbsCommon.Get, "ScaleProject", DefaultParameterSetName = ListSet)]
[OutputType(typeof(ScaleProject))]
public sealed class GetScaleProjectCommand : ScaleGetCommand<ScaleProject>
{
    /// <summary>The IDs of the projects, or objects with a property ProjectId. Accepts pipeline input.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = IdSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [IdentityTransform(EvalService.Scale, "ProjectId")]
    public string[] ProjectId { get; set; } = [];

    /// <summary>The names of the projects; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, ParameterSetName = NameSet)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ScaleProjectNameCompleter))]
    public string[] ProjectName { get; set; } = [];

    /// <summary>Lists only projects created after this time; UTC is assumed when no time zone is given. Default:
    /// any.</summary>
    [Parameter(ParameterSetName = ListSet)]
    public DateTime? CreatedAfter { get; set; }

    /// <summary>Lists only projects created before this time; UTC is assumed when no time zone is given. Default:
    /// any.</summary>
    [Parameter(ParameterSetName = ListSet)]
    public DateTime? CreatedBefore { get; set; }

    /// <summary>Gets the projects of one input.</summary>
    protected override void ProcessRecord()
    {
        foreach (string id in ProjectId)
            Requests.Add(id, cancellation => Client.GetProjectAsync(id, projectName: null, cancellation));
        foreach (string name in ProjectName)
            Find(name, GetByNameAsync, List(), project => project.ProjectName);
        if (ParameterSetName == ListSet)
            WriteAll(List(), target: null);
    }

    private Task<ScaleProject> GetByNameAsync(string name, CancellationToken cancellationToken) => new ScaleNames(Client).ExplainAsync(
        cancellation => Client.GetProjectAsync(projectId: null, name, cancellation), name, batchName: null, cancellationToken);

    private PagedList<ScaleProject> List() =>
        PagedList.Whole(cancellation => Client.ListProjectsAsync(CreatedAfter, CreatedBefore, cancellation));
}
