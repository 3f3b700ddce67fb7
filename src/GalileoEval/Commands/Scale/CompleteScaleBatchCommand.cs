using System.Management.Automation;
using GalileoEval.Pipeline;
using GalileoEval.Scale;

namespace GalileoEval.Commands;

/// <summary>Finalizes staging batches of Scale GenAI, so that the work on their tasks starts.</summary>
/// <remarks>
/// <para>A batch that was created with New-ScaleBatch -Staging waits until it is finalized (POST /v2/batch/finalize).
/// The service rejects a batch with another status (Conflict). The cmdlet writes the changed batch to the
/// pipeline.</para>
/// <para>The request is sent again only if it was certainly not received. Results are in the order of the input, and a
/// batch that cannot be changed is one error in its place.</para>
/// </remarks>
/// <example>
/// <para>Finalize a batch and wait for it</para>
/// <code>$null = Start-EvalSandbox -TaskDuration 0
/// Complete-ScaleBatch -BatchName sandbox-staging | Wait-EvalTask -Timeout 60</code>
/// <para>Starts the work on the tasks of the batch, and waits until all of them have ended.</para>
/// </example>
/// <example>
/// <para>Finalize every staging batch of a project</para>
/// <code>Get-ScaleBatch -ProjectName 'Sandbox ratings' -Status staging | Complete-ScaleBatch -WhatIf</code>
/// <para>Shows which batches would be finalized.</para>
/// </example>
/// <seealso>New-ScaleBatch</seealso>
/// <seealso>New-ScaleTask</seealso>
/// <seealso>Suspend-ScaleBatch</seealso>
/// <seealso>Stop-ScaleBatch</seealso>
/// <seealso>Wait-EvalTask</seealso>
[Cmdlet(VerbsLifecycle.Complete, "ScaleBatch", DefaultParameterSetName = IdSet, SupportsShouldProcess = true)]
[OutputType(typeof(ScaleBatch))]
public sealed class CompleteScaleBatchCommand : ScaleBatchChangeCommand
{
    private protected override string Action => "Finalize";

    private protected override Func<string, CancellationToken, Task<ScaleBatch>> Changing() => Editor.FinalizeBatchAsync;
}
