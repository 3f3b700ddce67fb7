using System.Management.Automation;
using GalileoEval.Binding;
using GalileoEval.Completion;
using GalileoEval.Errors;
using GalileoEval.Pipeline;
using GalileoEval.Scale;
using GalileoEval.Text;

namespace GalileoEval.Commands;

/// <summary>Creates batches of Scale GenAI.</summary>
/// <remarks>
/// <para>Creates an empty batch in a project (POST /v2/batch) and writes it to the pipeline. New-ScaleTask adds tasks
/// to it. With -Staging the work on the tasks starts when the batch is finalized with Complete-ScaleBatch; without it
/// the work on each task starts at once.</para>
/// <para>The service accepts each name once (Conflict). The request is sent again only if it was certainly not
/// received; the error of a lost response says how to find out whether the batch was created.</para>
/// </remarks>
/// <example>
/// <para>A staging batch with its tasks</para>
/// <code>$null = Start-EvalSandbox -TaskDuration 0
/// $batch = New-ScaleBatch july-campaign -ProjectName 'Sandbox ratings' -Staging
/// 'id,prompt', '1,Where is my order?', '2,Can I return it?' | ConvertFrom-Csv | New-ScaleTask $batch -ResumeKey id
/// $batch | Complete-ScaleBatch | Wait-EvalTask -Timeout 60</code>
/// <para>Creates a batch, adds a task for each row, starts the work and waits for it.</para>
/// </example>
/// <example>
/// <para>Several batches</para>
/// <code>'Name,ProjectId', 'north,project_sandbox', 'south,project_sandbox' | ConvertFrom-Csv | New-ScaleBatch -Staging -Metadata @{ team = 'support' }</code>
/// <para>Creates one batch for each row.</para>
/// </example>
/// <seealso>New-ScaleTask</seealso>
/// <seealso>Complete-ScaleBatch</seealso>
/// <seealso>Get-ScaleBatch</seealso>
/// <seealso>Get-ScaleProject</seealso>
[Cmdlet(VerbsCommon.New, "ScaleBatch", DefaultParameterSetName = IdSet, SupportsShouldProcess = true)]
[OutputType(typeof(ScaleBatch))]
public sealed class NewScaleBatchCommand : ScaleThrottledCommand<ScaleBatch>
{
    private const string IdSet = "ProjectId";
    private const string NameSet = "ProjectName";

    /// <summary>The name of the batch. Accepts pipeline input by property name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    public string Name { get; set; } = "";

    /// <summary>The ID of the project, or an object with a property ProjectId. Accepts pipeline input by property name,
    /// so projects can be piped in.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = IdSet, ValueFromPipelineByPropertyName = true)]
    [IdentityTransform(EvalService.Scale, "ProjectId")]
    public string? ProjectId { get; set; }

    /// <summary>The name of the project.</summary>
    [Parameter(Mandatory = true, ParameterSetName = NameSet)]
    [ArgumentCompleter(typeof(ScaleProjectNameCompleter))]
    public string? ProjectName { get; set; }

    /// <summary>The URL or email address that the service notifies when the batch is completed. Default:
    /// none.</summary>
    [Parameter]
    public string? Callback { get; set; }

    /// <summary>Creates a staging batch: the work on its tasks starts when it is finalized. Default: it starts at
    /// once.</summary>
    [Parameter]
    public SwitchParameter Staging { get; set; }

    /// <summary>The metadata: a hashtable, an object, or the text of a JSON object. Default: none.</summary>
    [Parameter]
    public object? Metadata { get; set; }

    /// <summary>Creates the batch of one input.</summary>
    protected override void ProcessRecord()
    {
        string name = Name;
        try
        {
            ScaleNewBatch batch = new()
            {
                Name = name,
                ProjectId = ProjectId,
                ProjectName = ProjectName,
                Callback = Callback,
                IsStaging = Staging,
                Metadata = JsonArgument.ElementOf(nameof(Metadata), Metadata),
            };
            if (ShouldProcess($"Project {EvalText.OneLine(ProjectId ?? ProjectName, 100)}", $"Create the batch '{EvalText.OneLine(name, 100)}'"))
                Requests.Add(name, cancellation => CreateAsync(batch, cancellation));
        }
        catch (EvalException e)
        {
            Requests.Reject(name, e);
        }
    }

    private Task<ScaleBatch> CreateAsync(ScaleNewBatch batch, CancellationToken cancellationToken) => new ScaleNames(Client).ExplainAsync(
        cancellation => Editor.CreateBatchAsync(batch, cancellation), batch.ProjectName, batchName: null, cancellationToken);
}
