using System.Management.Automation;
using GalileoEval.Binding;
using GalileoEval.Completion;
using GalileoEval.Errors;
using GalileoEval.Pipeline;
using GalileoEval.Scale;

namespace GalileoEval.Commands;

/// <summary>Gets Scale GenAI tasks: their status and the annotations of the contributors.</summary>
/// <remarks>
/// <para>With ids, it sends one request for each task (GET /v2/task) and writes the results in the order of the input. With a project, a
/// batch or both, by id or by name, it lists their tasks (GET /v2/tasks); with a delivery, the tasks that were delivered (GET
/// /v2/delivery). Lists are read in pages of 100, each when the one before has been written: Select-Object -First 5 makes one
/// request, and -First 5 makes one for no more than five tasks.</para>
/// <para>A completed task has Threads, with turns, messages and annotations, or SensitiveContentReports; a task that failed has
/// Errors. Select-ScaleAnnotation and Select-ScaleMessage make flat rows of the threads. To wait for the end use Wait-EvalTask:
/// people do the work, so it takes hours or days.</para>
/// </remarks>
/// <example>
/// <para>One task</para>
/// <code>$null = Start-EvalSandbox -TaskDuration 0
/// Get-ScaleTask task_sandbox_01 -Expand project, batch</code>
/// <para>Gets a task with its project and its batch as objects.</para>
/// </example>
/// <example>
/// <para>The annotations of a conversation</para>
/// <code>(Get-ScaleTask task_sandbox_01 -Option annotation_details).Threads.Turns.Messages.Annotations</code>
/// <para>Asks for the details of annotations and lists those of every message.</para>
/// </example>
/// <example>
/// <para>From a file</para>
/// <code>Import-Csv tasks.csv | Get-ScaleTask | Where-Object State -ne Succeeded</code>
/// <para>Reads the column TaskId, and keeps the tasks that have not succeeded.</para>
/// </example>
/// <example>
/// <para>A batch as a report</para>
/// <code>Get-ScaleTask -BatchName sandbox-ratings -Status completed | Select-ScaleAnnotation -Key overall_quality | Export-Csv scores.csv -NoTypeInformation</code>
/// <para>Writes one row for each answer of a question.</para>
/// </example>
/// <example>
/// <para>What was done since yesterday</para>
/// <code>Get-ScaleProject -ProjectName Sandbox* | Get-ScaleTask -CompletedAfter (Get-Date).AddDays(-1) -First 10</code>
/// <para>Lists at most ten tasks of each project.</para>
/// </example>
/// <seealso>Select-ScaleAnnotation</seealso>
/// <seealso>Select-ScaleMessage</seealso>
/// <seealso>Get-ScaleBatch</seealso>
/// <seealso>Wait-EvalTask</seealso>
/// <seealso>Connect-EvalService</seealso>
[Cmdlet(VerbsCommon.Get, "ScaleTask", DefaultParameterSetName = IdSet)]
[OutputType(typeof(ScaleTask))]
public sealed class GetScaleTaskCommand : ScaleCommand
{
    private const string IdSet = "Id";
    private const string ListSet = "List";

    private OrderedRequests<ScaleTask> _requests = null!;

    /// <summary>The ids of the tasks, or objects with a property TaskId. Accepts pipeline input.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = IdSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [IdentityTransform(EvalService.Scale, "TaskId")]
    public string[] TaskId { get; set; } = [];

    /// <summary>The id of the batch whose tasks to list, or an object with a property BatchId. Accepts pipeline input by
    /// property name, so batches can be piped in.</summary>
    [Parameter(ParameterSetName = ListSet, ValueFromPipelineByPropertyName = true)]
    [IdentityTransform(EvalService.Scale, "BatchId")]
    public string? BatchId { get; set; }

    /// <summary>The name of the batch whose tasks to list.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ArgumentCompleter(typeof(ScaleBatchNameCompleter))]
    public string? BatchName { get; set; }

    /// <summary>The id of the project whose tasks to list, or an object with a property ProjectId. Accepts pipeline input by
    /// property name, so projects can be piped in.</summary>
    [Parameter(ParameterSetName = ListSet, ValueFromPipelineByPropertyName = true)]
    [IdentityTransform(EvalService.Scale, "ProjectId")]
    public string? ProjectId { get; set; }

    /// <summary>The name of the project whose tasks to list.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ArgumentCompleter(typeof(ScaleProjectNameCompleter))]
    public string? ProjectName { get; set; }

    /// <summary>The id of the delivery whose tasks to list, or an object with a property DeliveryId. Accepts pipeline input by
    /// property name, so deliveries can be piped in.</summary>
    [Parameter(ParameterSetName = ListSet, ValueFromPipelineByPropertyName = true)]
    [IdentityTransform(EvalService.Scale, "DeliveryId")]
    public string? DeliveryId { get; set; }

    /// <summary>The name of the delivery whose tasks to list.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ArgumentCompleter(typeof(ScaleDeliveryNameCompleter))]
    public string? DeliveryName { get; set; }

    /// <summary>Lists only tasks with this status, as the service names it: pending, completed, canceled, error or deleted. Not for
    /// deliveries. Default: any.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ArgumentCompleter(typeof(ScaleTaskStatusCompleter))]
    public string? Status { get; set; }

    /// <summary>Lists only tasks completed after this time; UTC is assumed when no time zone is given. Not for deliveries. Default:
    /// any.</summary>
    [Parameter(ParameterSetName = ListSet)]
    public DateTime? CompletedAfter { get; set; }

    /// <summary>Lists only tasks completed before this time; UTC is assumed when no time zone is given. Not for deliveries. Default:
    /// any.</summary>
    [Parameter(ParameterSetName = ListSet)]
    public DateTime? CompletedBefore { get; set; }

    /// <summary>How many tasks of each list to get at most. Default: all.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateRange(1, int.MaxValue)]
    public int? First { get; set; }

    /// <summary>The references to expand to objects: project, batch. Default: none, only their ids.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ScaleExpandCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Expand { get; set; }

    /// <summary>The optional parts to return: annotation_details, attachment_details, model_parameters, submissions. Default:
    /// nothing.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ScaleOptionCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Option { get; set; }

    /// <summary>The maximum number of concurrent requests. Default: 16.</summary>
    [Parameter(ParameterSetName = IdSet)]
    [ValidateRange(1, 1000)]
    public int ThrottleLimit { get; set; } = 16;

    /// <summary>Opens the connection.</summary>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _requests = new OrderedRequests<ScaleTask>(this, ThrottleLimit, WriteObject);
    }

    /// <summary>Gets the tasks of one input.</summary>
    protected override void ProcessRecord()
    {
        foreach (string id in TaskId)
            _requests.Add(id, cancellation => Client.GetTaskAsync(id, Expand, Option, cancellation));
        if (ParameterSetName == ListSet)
            new LazyPages<ScaleTask>(this, ReadPageAsync).Write(First, List);
    }

    /// <summary>Writes the results that are still pending.</summary>
    protected override void EndProcessing() => _requests.Finish();

    private string? List => DeliveryId ?? DeliveryName ?? BatchId ?? BatchName ?? ProjectId ?? ProjectName;

    private async Task<(IReadOnlyList<ScaleTask> Items, string? NextToken)> ReadPageAsync(
        int limit, string? token, CancellationToken cancellationToken)
    {
        ScaleNames names = new(Client);
        try
        {
            if (DeliveryId is not null || DeliveryName is not null)
                return await ReadDeliveryAsync(limit, token, cancellationToken).ConfigureAwait(false);

            ScaleTaskPage page = await Client.ListTasksAsync(Query(limit), token, cancellationToken).ConfigureAwait(false);
            if (page.Tasks.Count == 0 && token is null)
                await names.CheckAsync(ProjectName, BatchName, cancellationToken).ConfigureAwait(false);
            return (page.Tasks, page.NextToken);
        }
        catch (EvalException e)
        {
            throw await names.ExplainAsync(e, ProjectName, BatchName, DeliveryName, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<(IReadOnlyList<ScaleTask> Items, string? NextToken)> ReadDeliveryAsync(
        int limit, string? token, CancellationToken cancellationToken)
    {
        if ((BatchId ?? BatchName ?? Status) is not null || CompletedAfter is not null || CompletedBefore is not null)
        {
            throw new EvalException(
                EvalErrorCondition.InvalidArgument, "Scale: the tasks of a delivery cannot be filtered by batch, status or time.")
            {
                Service = EvalService.Scale,
                RecommendedAction = "Leave these parameters out, and filter with Where-Object.",
            };
        }

        ScaleDeliveredTaskQuery query = new()
        {
            DeliveryId = DeliveryId,
            DeliveryName = DeliveryName,
            ProjectId = ProjectId,
            ProjectName = ProjectName,
            Limit = limit,
            Expand = Expand,
            Options = Option,
        };
        ScaleDeliveryPage page = await Client.ListDeliveredTasksAsync(query, token, cancellationToken).ConfigureAwait(false);
        return (page.Tasks, page.NextToken);
    }

    private ScaleTaskQuery Query(int limit) => new()
    {
        ProjectId = ProjectId,
        ProjectName = ProjectName,
        BatchId = BatchId,
        BatchName = BatchName,
        Status = Status,
        CompletedAfter = CompletedAfter,
        CompletedBefore = CompletedBefore,
        Limit = limit,
        Expand = Expand,
        Options = Option,
    };
}
