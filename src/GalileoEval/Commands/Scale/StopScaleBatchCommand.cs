using System.Management.Automation;
using GalileoEval.Pipeline;
using GalileoEval.Scale;

namespace GalileoEval.Commands;

/// <summary>Cancels batches of Scale GenAI with their unfinished tasks.</summary>
/// <remarks>
/// <para>A cancelled batch (POST /v2/batch/cancel) cannot be resumed, so the cmdlet prompts for confirmation;
/// -Confirm:$false cancels without a prompt, -WhatIf shows what would be cancelled. Completed tasks keep their
/// annotations. The service rejects a batch that has already ended (Conflict). The cmdlet writes the changed batch to
/// the pipeline.</para>
/// <para>The request is sent again only if it was certainly not received. Results are in the order of the input, and a
/// batch that cannot be changed is one error in its place.</para>
/// </remarks>
/// <example>
/// <para>See what would be cancelled</para>
/// <code>$null = Start-EvalSandbox
/// Get-ScaleBatch -Status paused | Stop-ScaleBatch -WhatIf</code>
/// <para>Shows which batches would be cancelled.</para>
/// </example>
/// <example>
/// <para>Cancel a batch</para>
/// <code>Stop-ScaleBatch -BatchName sandbox-staging -Confirm:$false</code>
/// <para>Cancels the batch and its tasks without a prompt.</para>
/// </example>
/// <seealso>Suspend-ScaleBatch</seealso>
/// <seealso>Get-ScaleBatch</seealso>
/// <seealso>Complete-ScaleBatch</seealso>
[Cmdlet(VerbsLifecycle.Stop, "ScaleBatch", DefaultParameterSetName = IdSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(ScaleBatch))]
public sealed class StopScaleBatchCommand : ScaleBatchChangeCommand
{
    private protected override string Action => "Cancel with all unfinished tasks";

    private protected override Func<string, CancellationToken, Task<ScaleBatch>> Changing() => Editor.CancelBatchAsync;
}
