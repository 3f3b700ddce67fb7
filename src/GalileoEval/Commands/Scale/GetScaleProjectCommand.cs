using System.Management.Automation;
using GalileoEval.Binding;
using GalileoEval.Completion;
using GalileoEval.Errors;
using GalileoEval.Pipeline;
using GalileoEval.Scale;

namespace GalileoEval.Commands;

/// <summary>Gets Scale GenAI projects, which contain batches and tasks.</summary>
/// <remarks>
/// <para>With ids or names, it sends one request for each project (GET /v2/project) and writes the results in the order of the input; a
/// name with wildcards, times, or nothing, lists projects (GET /v2/projects), all in one request.</para>
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
public sealed class GetScaleProjectCommand : ScaleCommand
{
    private const string IdSet = "Id";
    private const string NameSet = "Name";
    private const string ListSet = "List";

    private OrderedRequests<ScaleProject> _requests = null!;

    /// <summary>The ids of the projects, or objects with a property ProjectId. Accepts pipeline input.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = IdSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [IdentityTransform(EvalService.Scale, "ProjectId")]
    public string[] ProjectId { get; set; } = [];

    /// <summary>The names of the projects; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, ParameterSetName = NameSet)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ScaleProjectNameCompleter))]
    public string[] ProjectName { get; set; } = [];

    /// <summary>Lists only projects created after this time; UTC is assumed when no time zone is given. Default: any.</summary>
    [Parameter(ParameterSetName = ListSet)]
    public DateTime? CreatedAfter { get; set; }

    /// <summary>Lists only projects created before this time; UTC is assumed when no time zone is given. Default: any.</summary>
    [Parameter(ParameterSetName = ListSet)]
    public DateTime? CreatedBefore { get; set; }

    /// <summary>The maximum number of concurrent requests. Default: 16.</summary>
    [Parameter(ParameterSetName = IdSet)]
    [Parameter(ParameterSetName = NameSet)]
    [ValidateRange(1, 1000)]
    public int ThrottleLimit { get; set; } = 16;

    /// <summary>Opens the connection.</summary>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _requests = new OrderedRequests<ScaleProject>(this, ThrottleLimit, WriteObject);
    }

    /// <summary>Gets the projects of one input.</summary>
    protected override void ProcessRecord()
    {
        foreach (string id in ProjectId)
            _requests.Add(id, cancellation => Client.GetProjectAsync(id, projectName: null, cancellation));
        foreach (string name in ProjectName)
            Find(name);
        if (ParameterSetName == ListSet)
            new LazyPages<ScaleProject>(this, ReadAllAsync).Write(first: null, target: null);
    }

    /// <summary>Writes the results that are still pending.</summary>
    protected override void EndProcessing() => _requests.Finish();

    private void Find(string name)
    {
        if (NamePattern.Plain(name) is { } plain)
        {
            _requests.Add(name, cancellation => GetByNameAsync(plain, cancellation));
            return;
        }

        _requests.Finish();
        new LazyPages<ScaleProject>(this, ReadAllAsync, project => NamePattern.Keeps(project.ProjectName, [name]))
            .Write(first: null, name);
    }

    private async Task<ScaleProject> GetByNameAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return await Client.GetProjectAsync(projectId: null, name, cancellationToken).ConfigureAwait(false);
        }
        catch (EvalException e)
        {
            throw await new ScaleNames(Client)
                .ExplainAsync(e, name, batchName: null, deliveryName: null, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<(IReadOnlyList<ScaleProject> Items, string? NextToken)> ReadAllAsync(
        int limit, string? token, CancellationToken cancellationToken) =>
        (await Client.ListProjectsAsync(CreatedAfter, CreatedBefore, cancellationToken).ConfigureAwait(false), null);
}
