using System.Management.Automation;
using System.Text.Json;
using GalileoEval.Binding;
using GalileoEval.Pipeline;
using GalileoEval.Scale;
using GalileoEval.Text;

namespace GalileoEval.Commands;

/// <summary>Sets the metadata of Scale GenAI tasks.</summary>
/// <remarks>
/// <para>Replaces the metadata of each task or, with -Merge, changes only the specified members, at any depth (POST
/// /v2/task/metadata). As Set cmdlets do, it writes the changed tasks with -PassThru only.</para>
/// <para>The request is sent again only if it was certainly not received. A task that cannot be changed is one error in
/// its place.</para>
/// </remarks>
/// <example>
/// <para>Add a member</para>
/// <code>$null = Start-EvalSandbox -TaskDuration 0
/// Set-ScaleTask task_sandbox_01 -Metadata @{ reviewed = $true } -Merge -PassThru</code>
/// <para>Adds a member to the metadata and keeps the others.</para>
/// </example>
/// <example>
/// <para>Mark the tasks that failed</para>
/// <code>Get-ScaleTask -BatchName sandbox-ratings -Status error | Set-ScaleTask -Metadata @{ retry = $true } -Merge</code>
/// <para>Sets a member on each task of the batch that ended in an error.</para>
/// </example>
/// <seealso>Get-ScaleTask</seealso>
/// <seealso>Set-ScaleBatch</seealso>
[Cmdlet(VerbsCommon.Set, "ScaleTask", SupportsShouldProcess = true)]
[OutputType(typeof(ScaleTask))]
public sealed class SetScaleTaskCommand : ScaleThrottledCommand<ScaleTask>
{
    /// <summary>The IDs of the tasks, or objects with a property TaskId, such as those of Get-ScaleTask. Accepts
    /// pipeline input.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [IdentityTransform(EvalService.Scale, "TaskId")]
    public string[] TaskId { get; set; } = [];

    /// <summary>The metadata: a hashtable, an object, or the text of a JSON object.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNull]
    public object Metadata { get; set; } = null!;

    /// <summary>Merges the metadata into the present one. Default: replaces it.</summary>
    [Parameter]
    public SwitchParameter Merge { get; set; }

    /// <summary>Writes the changed tasks to the pipeline. Default: writes nothing.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Changes the tasks of one input.</summary>
    protected override void ProcessRecord()
    {
        JsonElement metadata = OrEnd(Metadata, () => JsonArgument.ElementOf(nameof(Metadata), Metadata)!.Value);
        foreach (string id in TaskId)
        {
            if (ShouldProcess($"Task {EvalText.OneLine(id, 100)}", Merge ? "Merge metadata" : "Replace metadata"))
                Requests.Add(id, cancellation => Editor.SetTaskMetadataAsync(id, metadata, Merge, cancellation));
        }
    }

    private protected override void Write(ScaleTask result)
    {
        if (PassThru)
            base.Write(result);
    }
}
