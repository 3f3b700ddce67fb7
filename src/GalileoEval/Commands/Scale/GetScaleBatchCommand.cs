using System.Management.Automation;
using GalileoEval.Binding;
using GalileoEval.Completion;
using GalileoEval.Pipeline;
using GalileoEval.Scale;

namespace GalileoEval.Commands;

/// <summary>Gets Scale GenAI batches: tasks that were sent together.</summary>
/// <remarks>
/// <para>With IDs or names, it sends one request for each batch (GET /v2/batch) and writes the results in the order of
/// the input; a name with wildcards, a project, a state or times, or nothing, lists batches (GET /v2/batches). Lists
/// are read in pages of 100, each when the one before has been written.</para>
/// <para>A batch can be waited for with Wait-EvalTask, which warns about one that does not end on its own: a staging
/// batch until Complete-ScaleBatch finalizes it, a paused one until Resume-ScaleBatch resumes it. Get-ScaleTask gets
/// its tasks.</para>
/// </remarks>
/// <example>
/// <para>All batches</para>
/// <code>$null = Start-EvalSandbox -TaskDuration 0
/// Get-ScaleBatch</code>
/// <para>Lists every batch of the account.</para>
/// </example>
/// <example>
/// <para>By name</para>
/// <code>Get-ScaleBatch -BatchName sandbox-r* | Wait-EvalTask -Timeout 60</code>
/// <para>Waits for the batches whose names match.</para>
/// </example>
/// <example>
/// <para>The failed tasks of completed batches</para>
/// <code>Get-ScaleBatch -ProjectName 'Sandbox ratings' -Status completed | Get-ScaleTask -Status error</code>
/// <para>Lists the tasks that failed in the completed batches of a project.</para>
/// </example>
/// <seealso>Get-ScaleTask</seealso>
/// <seealso>Get-ScaleProject</seealso>
/// <seealso>New-ScaleBatch</seealso>
/// <seealso>Complete-ScaleBatch</seealso>
/// <seealso>Wait-EvalTask</seealso>
/// <seealso>Connect-EvalService</seealso>
[Cmdlet(VerbsCommon.Get, "ScaleBatch", DefaultParameterSetName = ListSet)]
[OutputType(typeof(ScaleBatch))]
public sealed class GetScaleBatchCommand : ScaleGetCommand<ScaleBatch>
{
    /// <summary>The IDs of the batches, or objects with a property BatchId. Accepts pipeline input.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = IdSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [IdentityTransform(EvalService.Scale, "BatchId")]
    public string[] BatchId { get; set; } = [];

    /// <summary>The names of the batches; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, ParameterSetName = NameSet)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ScaleBatchNameCompleter))]
    public string[] BatchName { get; set; } = [];

    /// <summary>The ID of the project whose batches to list, or an object with a property ProjectId. Accepts pipeline
    /// input by property name, so projects can be piped in. Default: all projects.</summary>
    [Parameter(ParameterSetName = ListSet, ValueFromPipelineByPropertyName = true)]
    [IdentityTransform(EvalService.Scale, "ProjectId")]
    public string? ProjectId { get; set; }

    /// <summary>The name of the project whose batches to list. Default: all projects.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ArgumentCompleter(typeof(ScaleProjectNameCompleter))]
    public string? ProjectName { get; set; }

    /// <summary>Lists only batches with this status, as the service names it: staging, in_progress, completed, paused
    /// or cancelled. Default: any.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ArgumentCompleter(typeof(ScaleBatchStatusCompleter))]
    public string? Status { get; set; }

    /// <summary>Lists only batches created after this time; UTC is assumed when no time zone is given. Default:
    /// any.</summary>
    [Parameter(ParameterSetName = ListSet)]
    public DateTime? CreatedAfter { get; set; }

    /// <summary>Lists only batches created before this time; UTC is assumed when no time zone is given. Default:
    /// any.</summary>
    [Parameter(ParameterSetName = ListSet)]
    public DateTime? CreatedBefore { get; set; }

    /// <summary>Lists only batches completed after this time; UTC is assumed when no time zone is given. Default:
    /// any.</summary>
    [Parameter(ParameterSetName = ListSet)]
    public DateTime? CompletedAfter { get; set; }

    /// <summary>Lists only batches completed before this time; UTC is assumed when no time zone is given. Default:
    /// any.</summary>
    [Parameter(ParameterSetName = ListSet)]
    public DateTime? CompletedBefore { get; set; }

    /// <summary>The maximum number of batches to get from each list. Default: all.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateRange(1, int.MaxValue)]
    public int? First { get; set; }

    /// <summary>The references to expand to objects: project. Default: none, only their IDs.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ScaleProjectExpandCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Expand { get; set; }

    private protected override (string? Project, string? Batch, string? Delivery) ListNames => (ProjectName, null, null);

    /// <summary>Gets the batches of one input.</summary>
    protected override void ProcessRecord()
    {
        foreach (string id in BatchId)
            Requests.Add(id, cancellation => Client.GetBatchAsync(id, batchName: null, Expand, cancellation));
        foreach (string name in BatchName)
            Find(name, GetByNameAsync, Client.ListBatches(Query()), batch => batch.BatchName);
        if (ParameterSetName == ListSet)
            WriteAll(Client.ListBatches(Query()), ProjectId ?? ProjectName, First);
    }

    private Task<ScaleBatch> GetByNameAsync(string name, CancellationToken cancellationToken) => new ScaleNames(Client).ExplainAsync(
        cancellation => Client.GetBatchAsync(batchId: null, name, Expand, cancellation), projectName: null, name, cancellationToken);

    private ScaleBatchQuery Query() => new()
    {
        ProjectId = ProjectId,
        ProjectName = ProjectName,
        Status = Status,
        CreatedAfter = CreatedAfter,
        CreatedBefore = CreatedBefore,
        CompletedAfter = CompletedAfter,
        CompletedBefore = CompletedBefore,
        Expand = Expand,
    };
}
