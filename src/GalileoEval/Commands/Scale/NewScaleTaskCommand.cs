using System.Management.Automation;
using GalileoEval.Binding;
using GalileoEval.Completion;
using GalileoEval.Errors;
using GalileoEval.Pipeline;
using GalileoEval.Scale;
using GalileoEval.Text;

namespace GalileoEval.Commands;

/// <summary>Creates chat tasks of Scale GenAI, one for each row from the pipeline.</summary>
/// <remarks>
/// <para>Creates each task in a batch or, without one, in a project (POST /v2/task/chat). The columns of a row become
/// the template variables of its task; -Property selects them. -TemplateVariable and -Metadata apply to every row; a
/// column replaces a variable of the same name. Without pipeline input one task is created. Objects of this module,
/// such as those of New-ScaleBatch and Get-ScaleBatch, only identify the batch.</para>
/// <para>Several tasks are created at a time. The cmdlet writes one task for each row, in the order of the rows; a row
/// whose task cannot be created is one error in its place, with the row as its target.</para>
/// <para>-ResumeKey specifies the column that identifies a row. Its value goes to the metadata of the task, and a row
/// whose value already belongs to a task of the batch is skipped: the existing task is written instead. So a command
/// that was interrupted can be run again and creates only the missing tasks. A request is sent again only if it was
/// certainly not received; the error of a lost response says how to find out whether the task was created.</para>
/// </remarks>
/// <example>
/// <para>A task for each row, resumable</para>
/// <code>$null = Start-EvalSandbox -TaskDuration 0
/// $rows = 'id,prompt', '1,Where is my order?', '2,Can I return it?' | ConvertFrom-Csv
/// $rows | New-ScaleTask -BatchName sandbox-staging -ResumeKey id
/// $rows | New-ScaleTask -BatchName sandbox-staging -ResumeKey id -Verbose</code>
/// <para>Creates two tasks. The second time both rows are skipped, and the same tasks are written.</para>
/// </example>
/// <example>
/// <para>One task</para>
/// <code>New-ScaleTask -BatchName sandbox-staging -TemplateVariable @{ prompt = 'How do I reset my router?' } -Metadata @{ source = 'chat' }</code>
/// <para>Creates a task with template variables and metadata.</para>
/// </example>
/// <example>
/// <para>From a new batch to annotations</para>
/// <code>$batch = New-ScaleBatch september -ProjectId project_sandbox
/// $rows | New-ScaleTask $batch -ResumeKey id | Wait-EvalTask -Timeout 60 | Select-ScaleAnnotation</code>
/// <para>Creates the tasks, waits for them, and writes their annotations as rows.</para>
/// </example>
/// <seealso>New-ScaleBatch</seealso>
/// <seealso>Complete-ScaleBatch</seealso>
/// <seealso>Get-ScaleTask</seealso>
/// <seealso>Set-ScaleTask</seealso>
/// <seealso>Wait-EvalTask</seealso>
[Cmdlet(VerbsCommon.New, "ScaleTask", DefaultParameterSetName = BatchIdSet, SupportsShouldProcess = true)]
[OutputType(typeof(ScaleTask))]
public sealed class NewScaleTaskCommand : ScaleThrottledCommand<ScaleTask>
{
    private const string BatchIdSet = "BatchId";
    private const string BatchNameSet = "BatchName";
    private const string ProjectIdSet = "ProjectId";
    private const string ProjectNameSet = "ProjectName";

    private ExistingScaleTasks? _existing;

    /// <summary>The ID of the batch, or an object with a property BatchId. Accepts pipeline input by property name, so
    /// batches can be piped in and a row can specify its batch.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = BatchIdSet, ValueFromPipelineByPropertyName = true)]
    [IdentityTransform(EvalService.Scale, "BatchId")]
    public string? BatchId { get; set; }

    /// <summary>The name of the batch.</summary>
    [Parameter(Mandatory = true, ParameterSetName = BatchNameSet)]
    [ArgumentCompleter(typeof(ScaleBatchNameCompleter))]
    public string? BatchName { get; set; }

    /// <summary>The ID of the project, or an object with a property ProjectId, for tasks without a batch.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ProjectIdSet)]
    [IdentityTransform(EvalService.Scale, "ProjectId")]
    public string? ProjectId { get; set; }

    /// <summary>The name of the project, for tasks without a batch.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ProjectNameSet)]
    [ArgumentCompleter(typeof(ScaleProjectNameCompleter))]
    public string? ProjectName { get; set; }

    /// <summary>The row: a hashtable, or an object with a property for each column, such as a row of Import-Csv.
    /// Accepts pipeline input. Default: a row without columns.</summary>
    [Parameter(ValueFromPipeline = true)]
    public object? InputObject { get; set; }

    /// <summary>The columns of a row that become template variables; wildcards are allowed. Default: all except BatchId
    /// and the column of -ResumeKey.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Property { get; set; }

    /// <summary>The template variables for every row: a hashtable, an object, or the text of a JSON object. Default:
    /// none.</summary>
    [Parameter]
    public object? TemplateVariable { get; set; }

    /// <summary>The metadata for every row: a hashtable, an object, or the text of a JSON object. Default:
    /// none.</summary>
    [Parameter]
    public object? Metadata { get; set; }

    /// <summary>The URL or email address that the service notifies when a task is completed. Default: none.</summary>
    [Parameter]
    public string? CallbackUri { get; set; }

    /// <summary>The column that identifies a row, and the member of the metadata that contains its value: rows whose
    /// value exists already are skipped. Default: every row creates a task.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ResumeKey { get; set; }

    /// <summary>Opens the connection.</summary>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (ResumeKey is not null)
            _existing = new ExistingScaleTasks(this, Client, ResumeKey);
    }

    /// <summary>Creates the task of one row.</summary>
    protected override void ProcessRecord()
    {
        object? row = InputObject;
        try
        {
            Create(row);
        }
        catch (EvalException e)
        {
            Requests.Reject(row, e);
        }
    }

    private void Create(object? row)
    {
        ScaleTaskRow columns = ScaleTaskRow.From(row);
        string? value = ResumeKey is null ? null : columns.Key(ResumeKey);
        ScaleNewTask task = new()
        {
            BatchId = BatchId,
            BatchName = BatchName,
            ProjectId = ProjectId,
            ProjectName = ProjectName,
            TemplateVariables = columns.Variables(Property, ResumeKey, JsonArgument.ElementOf(nameof(TemplateVariable), TemplateVariable)),
            Metadata = columns.Metadata(ResumeKey, JsonArgument.ElementOf(nameof(Metadata), Metadata)),
            CallbackUrl = CallbackUri,
        };
        if (value is not null && Existing(task, value) is { } existing)
        {
            WriteVerbose($"Skipped {ResumeKey} '{EvalText.OneLine(value, 100)}': {existing.Describe()} exists.");
            Requests.Add(row, _ => Task.FromResult(existing));
            return;
        }

        string target = (BatchId ?? BatchName) is { } batch ? $"Batch {EvalText.OneLine(batch, 100)}" : $"Project {EvalText.OneLine(ProjectId ?? ProjectName, 100)}";
        string action = value is null ? "Create a chat task" : $"Create a chat task for {ResumeKey} '{EvalText.OneLine(value, 100)}'";
        if (ShouldProcess(target, action))
            Requests.Add(row, cancellation => CreateAsync(task, cancellation));
    }

    private ScaleTask? Existing(ScaleNewTask task, string value)
    {
        ScaleTaskQuery query = new()
        {
            BatchId = task.BatchId, BatchName = task.BatchName, ProjectId = task.ProjectId, ProjectName = task.ProjectName,
        };
        return _existing!.Find(query, value);
    }

    private Task<ScaleTask> CreateAsync(ScaleNewTask task, CancellationToken cancellationToken) => new ScaleNames(Client).ExplainAsync(
        cancellation => Editor.CreateTaskAsync(task, cancellation), task.ProjectName, task.BatchName, cancellationToken);
}
