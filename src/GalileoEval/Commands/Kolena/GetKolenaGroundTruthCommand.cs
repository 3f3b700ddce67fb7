using System.Management.Automation;
using GalileoEval.Binding;
using GalileoEval.Completion;
using GalileoEval.Kolena;
using GalileoEval.Pipeline;

namespace GalileoEval.Commands;

/// <summary>Gets the versions of a Kolena ground truth.</summary>
/// <remarks>
/// <para>With -Version it reads one version (GET
/// /api/v1/client/agents/{agent_id}/ground_truths/{ground_truth_id}/versions/{version}). Without it, it lists all of
/// them (GET /api/v1/client/agents/{agent_id}/ground_truths/{ground_truth_id}/versions), page by page as the pipeline
/// consumes them. Each has its runs with the true values. The service has no operation that lists the ground truths of
/// an agent; its web pages show their IDs.</para>
/// </remarks>
/// <example>
/// <para>All versions</para>
/// <code>$null = Start-EvalSandbox
/// Get-KolenaGroundTruth -AgentId 1 -GroundTruthId 10</code>
/// <para>Lists the versions of a ground truth of the sandbox.</para>
/// </example>
/// <example>
/// <para>The true values of a version</para>
/// <code>(Get-KolenaGroundTruth -AgentId 1 -GroundTruthId 10 -Version 2).Runs |
///     Select-Object UserDefinedId, { $_.Data['total_amount'] }</code>
/// <para>Shows the expected value for each document.</para>
/// </example>
/// <example>
/// <para>The ground truth of a validation</para>
/// <code>Get-KolenaValidation -AgentId 1 -GroundTruthId 10 -ValidationId 1 | Get-KolenaGroundTruth</code>
/// <para>Gets the version that the validation used.</para>
/// </example>
/// <seealso>New-KolenaGroundTruth</seealso>
/// <seealso>Start-KolenaValidation</seealso>
[Cmdlet(VerbsCommon.Get, "KolenaGroundTruth")]
[OutputType(typeof(KolenaGroundTruth))]
public sealed class GetKolenaGroundTruthCommand : KolenaThrottledCommand<KolenaGroundTruth>
{
    /// <summary>The ID of the agent. Accepts pipeline input by property name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(AgentCompleter))]
    public long AgentId { get; set; }

    /// <summary>The ID of the ground truth. Accepts pipeline input.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public long GroundTruthId { get; set; }

    /// <summary>The version. Accepts pipeline input by property name, also as GroundTruthVersion. Default: all
    /// versions.</summary>
    [Parameter(Position = 2, ValueFromPipelineByPropertyName = true)]
    [Alias("GroundTruthVersion")]
    [EmptyIsNone]
    public int? Version { get; set; }

    /// <summary>Requests the versions of one input.</summary>
    protected override void ProcessRecord()
    {
        // Copies: when the request is sent, the parameters may already belong to the next input.
        (long agent, long groundTruth) = (AgentId, GroundTruthId);
        if (Version is int version)
        {
            Requests.Add(groundTruth, cancellation => Client.GetGroundTruthAsync(agent, groundTruth, version, cancellation));
            return;
        }

        Requests.Finish();
        WriteList(Client.ListGroundTruthVersions(agent, groundTruth), groundTruth);
    }
}
