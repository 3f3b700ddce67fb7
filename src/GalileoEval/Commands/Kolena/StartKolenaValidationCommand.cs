using System.Management.Automation;
using GalileoEval.Completion;
using GalileoEval.Kolena;
using GalileoEval.Pipeline;

namespace GalileoEval.Commands;

/// <summary>Starts validations of Kolena agents against ground truths.</summary>
/// <remarks>
/// <para>Starts one validation for each ground truth (POST
/// /api/v1/client/agents/{agent_id}/ground_truths/{ground_truth_id}/validations) and writes a reference to it: the IDs,
/// which Wait-EvalTask and Get-KolenaValidation accept. With -Wait it writes the validations when they have ended. The
/// service uses the newest version of the ground truth.</para>
/// <para>A validation that was started continues at the service, even if the command is interrupted. The request is
/// retried only if it certainly was not received, so that nothing is started twice.</para>
/// </remarks>
/// <example>
/// <para>Validate and wait</para>
/// <code>$null = Start-EvalSandbox -TaskDuration 2
/// Start-KolenaValidation -AgentId 1 -GroundTruthId 10 | Wait-EvalTask -Timeout 60</code>
/// <para>Starts a validation in the sandbox, and writes it with its score when it has ended. Start-KolenaValidation
/// -Wait does the same.</para>
/// </example>
/// <example>
/// <para>Start now, wait later</para>
/// <code>10, 11 | Start-KolenaValidation -AgentId 1 | Export-Csv pending.csv -NoTypeInformation
/// Import-Csv pending.csv | Wait-EvalTask -Timeout 60</code>
/// <para>The IDs in the file are enough to continue the wait, also in another session.</para>
/// </example>
/// <seealso>Wait-EvalTask</seealso>
/// <seealso>Get-KolenaValidation</seealso>
/// <seealso>Get-KolenaGroundTruth</seealso>
[Cmdlet(VerbsLifecycle.Start, "KolenaValidation", SupportsShouldProcess = true)]
[OutputType(typeof(KolenaValidation))]
public sealed class StartKolenaValidationCommand : KolenaStartCommand
{
    /// <summary>The ID of the agent. Accepts pipeline input by property name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(AgentCompleter))]
    public long AgentId { get; set; }

    /// <summary>The IDs of the ground truths. Accepts pipeline input.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public long[] GroundTruthId { get; set; } = [];

    /// <summary>Starts the validations of one input.</summary>
    protected override void ProcessRecord()
    {
        // By the time a request is sent, the parameter may belong to the next input.
        long agent = AgentId;
        foreach (long id in GroundTruthId)
        {
            if (ShouldProcess($"Agent {agent}, ground truth {id}", "Start a validation"))
            {
                Requests.Add(id, async cancellation =>
                    await Client.StartValidationAsync(agent, id, cancellation).ConfigureAwait(false));
            }
        }
    }
}
