using System.Management.Automation;
using GalileoEval.Binding;
using GalileoEval.Completion;
using GalileoEval.Errors;
using GalileoEval.Pipeline;
using GalileoEval.Scale;

namespace GalileoEval.Commands;

/// <summary>Gets Scale GenAI tasks: their status and the annotations of the contributors.</summary>
/// <remarks>
/// <para>With IDs, it sends one request for each task (GET /v2/task) and writes the results in the order of the input.
/// With a project, a batch or both, by ID or by name, it lists their tasks (GET /v2/tasks); with a delivery, the tasks
/// that were delivered (GET /v2/delivery). Lists are read in pages of 100, each when the one before has been written:
/// Select-Object -First 5 makes one request, and -First 5 makes one for no more than five tasks.</para>
/// <para>A completed task has Threads, with turns, messages and annotations, or SensitiveContentReports; a task that
/// failed has Errors. Select-ScaleAnnotation and Select-ScaleMessage unroll the threads into flat rows. To wait for the
/// end use Wait-EvalTask: people do the work, so it takes hours or days.</para>
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
/// <para>Requests the details of annotations and lists those of every message.</para>
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
/// <para>The tasks completed since yesterday</para>
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
public sealed class GetScaleTaskCommand : ScaleGetCommand<ScaleTask>
{
    /// <summary>The IDs of the tasks, or objects with a property TaskId. Accepts pipeline input.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = IdSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [IdentityTransform(EvalService.Scale, "TaskId")]
    public string[] TaskId { get; set; } = [];

    /// <summary>The ID of the batch whose tasks to list, or an object with a property BatchId. Accepts pipeline input
    /// by property name, so batches can be piped in.</summary>
    [Parameter(ParameterSetName = ListSet, ValueFromPipelineByPropertyName = true)]
    [IdentityTransform(EvalService.Scale, "BatchId")]
    public string? BatchId { get; set; }

    /// <summary>The name of the batch whose tasks to list.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ArgumentCompleter(typeof(ScaleBatchNameCompleter))]
    public string? BatchName { get; set; }

    /// <summary>The ID of the project whose tasks to list, or an object with a property ProjectId. Accepts pipeline
    /// input by property name, so projects can be piped in.</summary>
    [Parameter(ParameterSetName = ListSet, ValueFromPipelineByPropertyName = true)]
    [IdentityTransform(EvalService.Scale, "ProjectId")]
    public string? ProjectId { get; set; }

    /// <summary>The name of the project whose tasks to list.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ArgumentCompleter(typeof(ScaleProjectNameCompleter))]
    public string? ProjectName { get; set; }

    /// <summary>The ID of the delivery whose tasks to list, or an object with a property DeliveryId. Accepts pipeline
    /// input by property name, so deliveries can be piped in.</summary>
    [Parameter(ParameterSetName = ListSet, ValueFromPipelineByPropertyName = true)]
    [IdentityTransform(EvalService.Scale, "DeliveryId")]
    public string? DeliveryId { get; set; }

    /// <summary>The name of the delivery whose tasks to list.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ArgumentCompleter(typeof(ScaleDeliveryNameCompleter))]
    public string? DeliveryName { get; set; }

    /// <summary>Lists only tasks with this status, as the service names it: pending, completed, canceled, error or
    /// deleted. Not for deliveries. Default: any.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ArgumentCompleter(typeof(ScaleTaskStatusCompleter))]
    public string? Status { get; set; }

    /// <summary>Lists only tasks completed after this time; UTC is assumed when no time zone is given. Not for
    /// deliveries. Default: any.</summary>
    [Parameter(ParameterSetName = ListSet)]
    public DateTime? CompletedAfter { get; set; }

    /// <summary>Lists only tasks completed before this time; UTC is assumed when no time zone is given. Not for
    /// deliveries. Default: any.</summary>
    [Parameter(ParameterSetName = ListSet)]
    public DateTime? CompletedBefore { get; set; }

    /// <summary>The maximum number of tasks to get from each list. Default: all.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateRange(1, int.MaxValue)]
    public int? First { get; set; }

    /// <summary>The references to expand to objects: project, batch. Default: none, only their IDs.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ScaleExpandCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Expand { get; set; }

    /// <summary>The optional parts to return: annotation_details, attachment_details, model_parameters, submissions.
    /// Default: nothing.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ScaleOptionCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Option { get; set; }

    /// <summary>The maximum number of concurrent requests. Default: 16.</summary>
    [Parameter(ParameterSetName = IdSet)]
    [ValidateRange(1, 1000)]
    public override int ThrottleLimit { get => base.ThrottleLimit; set => base.ThrottleLimit = value; }

    private protected override (string? Project, string? Batch, string? Delivery) ListNames => (ProjectName, BatchName, DeliveryName);

    private bool IsDelivery => DeliveryId is not null || DeliveryName is not null;

    /// <summary>Gets the tasks of one input.</summary>
    protected override void ProcessRecord()
    {
        foreach (string id in TaskId)
            Requests.Add(id, cancellation => Client.GetTaskAsync(id, Expand, Option, cancellation));
        if (ParameterSetName != ListSet)
            return;

        string? target = DeliveryId ?? DeliveryName ?? BatchId ?? BatchName ?? ProjectId ?? ProjectName;
        if (IsDelivery && ((BatchId ?? BatchName ?? Status) is not null || CompletedAfter is not null || CompletedBefore is not null))
            WriteFailure(NotFiltered(), target);
        else
            WriteAll(IsDelivery ? Client.ListDeliveredTasks(DeliveredQuery()) : Client.ListTasks(Query()), target, First);
    }

    private static EvalException NotFiltered() => InputError.Of(
        EvalService.Scale,
        "the tasks of a delivery cannot be filtered by batch, status or time.",
        "Omit these parameters, and filter with Where-Object.");

    private ScaleDeliveredTaskQuery DeliveredQuery() => new()
    {
        DeliveryId = DeliveryId,
        DeliveryName = DeliveryName,
        ProjectId = ProjectId,
        ProjectName = ProjectName,
        Expand = Expand,
        Options = Option,
    };

    private ScaleTaskQuery Query() => new()
    {
        ProjectId = ProjectId,
        ProjectName = ProjectName,
        BatchId = BatchId,
        BatchName = BatchName,
        Status = Status,
        CompletedAfter = CompletedAfter,
        CompletedBefore = CompletedBefore,
        Expand = Expand,
        Options = Option,
    };
}
