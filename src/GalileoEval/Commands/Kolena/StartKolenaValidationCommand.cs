using System.Management.Automation;
using GalileoEval.Completion;
using GalileoEval.Kolena;
using GalileoEval.Pipeline;

namespace GalileoEval.Commands;

/// <summary>Starts validations of Kolena: measures an agent against a ground truth.</summary>
/// <remarks>
/// <para>Starts one validation for each ground truth (POST /api/v1/client/agents/{agent_id}/ground_truths/{ground_truth_id}/validations)
/// and writes a reference to it: the ids, which Wait-EvalTask and Get-KolenaValidation take. The service runs it against the
/// newest version of the ground truth.</para>
/// <para>A validation that was started goes on at the service whatever happens here. The request is sent again only when it
/// surely was not received, so that nothing is started twice.</para>
/// </remarks>
/// <example>
/// <para>Measure and wait</para>
/// <code>$null = Start-EvalSandbox -TaskDuration 2
/// Start-KolenaValidation -AgentId 1 -GroundTruthId 10 | Wait-EvalTask -Timeout 60</code>
/// <para>Starts a validation in the sandbox, and writes it with its score when it has ended.</para>
/// </example>
/// <example>
/// <para>Start now, wait later</para>
/// <code>10, 11 | Start-KolenaValidation -AgentId 1 | Export-Csv pending.csv -NoTypeInformation
/// Import-Csv pending.csv | Wait-EvalTask -Timeout 60</code>
/// <para>The ids in the file are enough to wait on, also in another session.</para>
/// </example>
/// <seealso>Wait-EvalTask</seealso>
/// <seealso>Get-KolenaValidation</seealso>
/// <seealso>Get-KolenaGroundTruth</seealso>
[Cmdlet(VerbsLifecycle.Start, "KolenaValidation", SupportsShouldProcess = true)]
[OutputType(typeof(KolenaValidation))]
public sealed class StartKolenaValidationCommand : KolenaCommand
{
    private OrderedRequests<KolenaValidation> _requests = null!;

    /// <summary>The id of the agent. Accepts pipeline input by property name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(AgentCompleter))]
    public long AgentId { get; set; }

    /// <summary>The ids of the ground truths. Accepts pipeline input.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public long[] GroundTruthId { get; set; } = [];

    /// <summary>How many requests may be under way at the same time. Default: 16.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int ThrottleLimit { get; set; } = 16;

    /// <summary>Opens the connection.</summary>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _requests = new OrderedRequests<KolenaValidation>(this, ThrottleLimit, WriteObject);
    }

    /// <summary>Starts the validations of one input.</summary>
    protected override void ProcessRecord()
    {
        // Held on to: by the time a request is sent the parameters may belong to the next input.
        long agent = AgentId;
        foreach (long id in GroundTruthId)
        {
            if (ShouldProcess($"Agent {agent}, ground truth {id}", "Start a validation"))
                _requests.Add(id, cancellation => Client.StartValidationAsync(agent, id, cancellation));
        }
    }

    /// <summary>Writes what is still to come.</summary>
    protected override void EndProcessing() => _requests.Finish();
}
