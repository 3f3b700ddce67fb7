using System.Management.Automation;
using GalileoEval.Pipeline;
using GalileoEval.Scale;

namespace GalileoEval.Commands;

/// <summary>Resumes paused batches of Scale GenAI.</summary>
/// <remarks>
/// <para>Only a paused batch can be resumed (POST /v2/batch/resume); the service rejects others (Conflict). The cmdlet
/// writes the changed batch to the pipeline.</para>
/// <para>The request is sent again only if it was certainly not received. Results are in the order of the input, and a
/// batch that cannot be changed is one error in its place.</para>
/// </remarks>
/// <example>
/// <para>Resume a batch and wait for it</para>
/// <code>$null = Start-EvalSandbox -TaskDuration 0
/// Resume-ScaleBatch -BatchName sandbox-paused | Wait-EvalTask -Timeout 60</code>
/// <para>Resumes the work on a batch, and waits until all of its tasks have ended.</para>
/// </example>
/// <example>
/// <para>Resume every paused batch</para>
/// <code>Get-ScaleBatch -Status paused | Resume-ScaleBatch -WhatIf</code>
/// <para>Shows which batches would be resumed.</para>
/// </example>
/// <seealso>Suspend-ScaleBatch</seealso>
/// <seealso>Get-ScaleBatch</seealso>
/// <seealso>Wait-EvalTask</seealso>
[Cmdlet(VerbsLifecycle.Resume, "ScaleBatch", DefaultParameterSetName = IdSet, SupportsShouldProcess = true)]
[OutputType(typeof(ScaleBatch))]
public sealed class ResumeScaleBatchCommand : ScaleBatchChangeCommand
{
    private protected override string Action => "Resume";

    private protected override Func<string, CancellationToken, Task<ScaleBatch>> Changing() => Editor.ResumeBatchAsync;
}
