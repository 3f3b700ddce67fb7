using System.Management.Automation;
using GalileoEval.Completion;
using GalileoEval.Pipeline;

namespace GalileoEval.Commands;

/// <summary>Removes runs of Kolena agents, with their results.</summary>
/// <remarks>
/// <para>Removes each run after a confirmation (DELETE /api/v1/client/agents/{agent_id}/runs/{run_id}): it cannot be
/// restored. -Confirm:$false removes without a confirmation, -WhatIf shows what would be removed.</para>
/// <para>The request is retried only if it certainly was not received.</para>
/// </remarks>
/// <example>
/// <para>See what would be removed</para>
/// <code>$null = Start-EvalSandbox
/// Get-KolenaAgentRun -AgentId 1 -Status failed | Remove-KolenaAgentRun -WhatIf</code>
/// <para>Lists the runs that failed, and does not remove them.</para>
/// </example>
/// <example>
/// <para>Remove one run</para>
/// <code>Remove-KolenaAgentRun -AgentId 1 -RunId 503 -Confirm:$false</code>
/// <para>Removes a run without a confirmation.</para>
/// </example>
/// <seealso>Get-KolenaAgentRun</seealso>
/// <seealso>Start-KolenaAgentRun</seealso>
[Cmdlet(VerbsCommon.Remove, "KolenaAgentRun", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemoveKolenaAgentRunCommand : KolenaCommand
{
    /// <summary>The ID of the agent. Accepts pipeline input by property name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(AgentCompleter))]
    public long AgentId { get; set; }

    /// <summary>The IDs of the runs. Accepts pipeline input.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public long[] RunId { get; set; } = [];

    /// <summary>Removes the runs of one input.</summary>
    protected override void ProcessRecord()
    {
        foreach (long id in RunId)
        {
            if (!ShouldProcess($"Agent {AgentId}, run {id}", "Remove the run with its results"))
                continue;

            Try(id, () => Execute(cancellation => Client.RemoveRunAsync(AgentId, id, cancellation)));
        }
    }
}
