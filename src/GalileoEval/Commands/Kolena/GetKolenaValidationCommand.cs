using System.Management.Automation;
using GalileoEval.Binding;
using GalileoEval.Completion;
using GalileoEval.Kolena;
using GalileoEval.Pipeline;

namespace GalileoEval.Commands;

/// <summary>Gets the state and the score of validations of a Kolena ground truth.</summary>
/// <remarks>
/// <para>With -ValidationId it sends one request per validation (GET
/// /api/v1/client/agents/{agent_id}/ground_truths/{ground_truth_id}/validations/{validation_id}) and writes the results
/// in the order of the input. Without it, it lists the validations of the ground truth (GET
/// /api/v1/client/agents/{agent_id}/ground_truths/{ground_truth_id}/validations): all of them, page by page as the
/// pipeline consumes them, or the part selected by -Skip and -First, which cannot be combined with -ValidationId. Score
/// is a percentage from 0 to 100, or null unless the validation succeeded. To wait for the end use
/// Wait-EvalTask.</para>
/// <para>A page contains 1,000 validations. A part of up to one page takes one request; -IncludeTotalCount takes one
/// more.</para>
/// <para>Kolena allows 600 reads by ID per minute and user, over all processes; the connection observes this
/// limit.</para>
/// </remarks>
/// <example>
/// <para>One validation</para>
/// <code>$null = Start-EvalSandbox
/// Get-KolenaValidation -AgentId 1 -GroundTruthId 10 -ValidationId 1</code>
/// <para>Reads validation 1 of the sandbox.</para>
/// </example>
/// <example>
/// <para>Several of one ground truth</para>
/// <code>1..5 | Get-KolenaValidation -AgentId 1 -GroundTruthId 10 | Wait-EvalTask | Measure-Object Score -Average</code>
/// <para>Waits for all of them and averages the scores.</para>
/// </example>
/// <example>
/// <para>All of a ground truth</para>
/// <code>Get-KolenaValidation -AgentId 1 -GroundTruthId 10 | Where-Object State -EQ Succeeded | Sort-Object Score</code>
/// <para>Lists the validations of a ground truth, and sorts those that succeeded by score.</para>
/// </example>
/// <example>
/// <para>Some of a ground truth</para>
/// <code>Get-KolenaValidation -AgentId 1 -GroundTruthId 10 -First 2 -Skip 2 -IncludeTotalCount</code>
/// <para>Writes the total number, and gets the third and the fourth validation.</para>
/// </example>
/// <example>
/// <para>From a file</para>
/// <code>Import-Csv validations.csv | Get-KolenaValidation | Export-Csv scores.csv -NoTypeInformation</code>
/// <para>Reads the columns AgentId, GroundTruthId and ValidationId.</para>
/// </example>
/// <seealso>Wait-EvalTask</seealso>
/// <seealso>Start-KolenaValidation</seealso>
/// <seealso>Connect-EvalService</seealso>
[Cmdlet(VerbsCommon.Get, "KolenaValidation", SupportsPaging = true)]
[OutputType(typeof(KolenaValidation))]
public sealed class GetKolenaValidationCommand : KolenaThrottledCommand<KolenaValidation>
{
    /// <summary>The ID of the agent. Accepts pipeline input by property name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(AgentCompleter))]
    public long AgentId { get; set; }

    /// <summary>The ID of the ground truth. Accepts pipeline input by property name.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    public long GroundTruthId { get; set; }

    /// <summary>The IDs of the validations. Accepts pipeline input. Default: every validation of the ground
    /// truth.</summary>
    [Parameter(Position = 2, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public long[]? ValidationId { get; set; }

    /// <summary>Requests the validations of one input.</summary>
    protected override void ProcessRecord()
    {
        // Copies: when the request is sent, the parameters may already belong to the next input.
        (long agent, long groundTruth) = (AgentId, GroundTruthId);
        if (ValidationId is null)
        {
            Requests.Finish();
            WriteList(Client.ListValidations(agent, groundTruth), groundTruth, paging: PagingParameters);
            return;
        }

        if (IsPaged)
        {
            End(
                InputError.Of(
                    EvalService.Kolena,
                    "-First, -Skip and -IncludeTotalCount cannot be combined with -ValidationId.",
                    "Omit -ValidationId to list validations, or use Select-Object."),
                ValidationId);
        }

        foreach (long id in ValidationId)
            Requests.Add(id, cancellation => Client.GetValidationAsync(agent, groundTruth, id, cancellation));
    }
}
