using System.Management.Automation;
using GalileoEval.Pipeline;
using GalileoEval.Scale;

namespace GalileoEval.Commands;

/// <summary>Pauses batches of Scale GenAI: nobody works on their tasks until they are resumed.</summary>
/// <remarks>
/// <para>Only a batch in progress can be paused (POST /v2/batch/pause); the service rejects others (Conflict). The
/// cmdlet writes the changed batch to the pipeline. Resume-ScaleBatch resumes it.</para>
/// <para>The request is sent again only if it was certainly not received. Results are in the order of the input, and a
/// batch that cannot be changed is one error in its place.</para>
/// </remarks>
/// <example>
/// <para>Pause and resume a batch</para>
/// <code>$null = Start-EvalSandbox -TaskDuration 600
/// Suspend-ScaleBatch -BatchName sandbox-ratings
/// Resume-ScaleBatch -BatchName sandbox-ratings</code>
/// <para>Pauses the work on a batch and resumes it.</para>
/// </example>
/// <example>
/// <para>Pause everything that is in progress</para>
/// <code>Get-ScaleBatch -Status in_progress | Suspend-ScaleBatch -WhatIf</code>
/// <para>Shows which batches would be paused.</para>
/// </example>
/// <seealso>Resume-ScaleBatch</seealso>
/// <seealso>Stop-ScaleBatch</seealso>
/// <seealso>Get-ScaleBatch</seealso>
[Cmdlet(VerbsLifecycle.Suspend, "ScaleBatch", DefaultParameterSetName = IdSet, SupportsShouldProcess = true)]
[OutputType(typeof(ScaleBatch))]
public sealed class SuspendScaleBatchCommand : ScaleBatchChangeCommand
{
    private protected override string Action => "Pause";

    private protected override Func<string, CancellationToken, Task<ScaleBatch>> Changing() => Editor.PauseBatchAsync;
}
