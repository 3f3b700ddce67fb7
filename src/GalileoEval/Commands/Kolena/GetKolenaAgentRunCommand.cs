using System.Management.Automation;
using GalileoEval.Completion;
using GalileoEval.Kolena;
using GalileoEval.Pipeline;

namespace GalileoEval.Commands;

/// <summary>Gets runs of Kolena agents: their state and what they read.</summary>
/// <remarks>
/// <para>With -RunId alone it sends one request per run (GET /api/v1/client/agents/{agent_id}/runs/{run_id}) and writes the results
/// in the order of the input. Else it lists the runs of the agent that pass all filters (GET /api/v1/client/agents/{agent_id}/runs),
/// page by page as the pipeline takes them, or the part that -Skip and -First name of each list. Results has one entry for each
/// prompt, with its value. To wait for the end of a run use Wait-EvalTask.</para>
/// <para>A page holds 100 runs. A part that one page can hold is one request; -IncludeTotalCount is one more. Kolena allows 1,200
/// of these requests per minute and user, over all processes; the connection keeps to that.</para>
/// </remarks>
/// <example>
/// <para>What an agent read</para>
/// <code>$null = Start-EvalSandbox -TaskDuration 2
/// (Get-KolenaAgentRun -AgentId 1 -RunId 501).Results</code>
/// <para>Gets a run of the sandbox and lists its values.</para>
/// </example>
/// <example>
/// <para>Wait for what still runs</para>
/// <code>Get-KolenaAgentRun -AgentId 1 -Status running | Wait-EvalTask -Timeout 60</code>
/// <para>Waits for all runs of the agent that have not ended.</para>
/// </example>
/// <example>
/// <para>The runs of a week</para>
/// <code>Get-KolenaAgentRun -AgentId 1 -CreatedAfter (Get-Date).AddDays(-7) -Status failed | Export-Csv failed.csv -NoTypeInformation</code>
/// <para>Exports the runs that failed.</para>
/// </example>
/// <seealso>Wait-EvalTask</seealso>
/// <seealso>Get-KolenaAgent</seealso>
/// <seealso>New-KolenaGroundTruth</seealso>
[Cmdlet(VerbsCommon.Get, "KolenaAgentRun", SupportsPaging = true)]
[OutputType(typeof(KolenaAgentRun))]
public sealed class GetKolenaAgentRunCommand : KolenaThrottledCommand<KolenaAgentRun>
{
    /// <summary>The ID of the agent. Accepts pipeline input by property name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(AgentCompleter))]
    public long AgentId { get; set; }

    /// <summary>The IDs of the runs. Accepts pipeline input. Default: every run of the agent that passes the filters.</summary>
    [Parameter(Position = 1, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public long[]? RunId { get; set; }

    /// <summary>Only runs of this status, in the service's word: running, success or failed. Default: any.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(KolenaRunStatusCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Status { get; set; }

    /// <summary>Only runs that the user gave one of these IDs. Default: any.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? UserDefinedId { get; set; }

    /// <summary>Only runs made at this time or later. A time that says neither UTC nor local, such as '2025-03-01', counts as
    /// UTC. Default: any.</summary>
    [Parameter]
    public DateTime? CreatedAfter { get; set; }

    /// <summary>Only runs made at this time or earlier. A time that says neither UTC nor local, such as '2025-03-01', counts as
    /// UTC. Default: any.</summary>
    [Parameter]
    public DateTime? CreatedBefore { get; set; }

    /// <summary>Asks for the runs of one input.</summary>
    protected override void ProcessRecord()
    {
        // Held on to: by the time a request is sent the parameters may belong to the next input.
        long agent = AgentId;
        KolenaRunQuery query = new()
        {
            RunIds = RunId,
            Status = Status,
            UserDefinedIds = UserDefinedId,
            CreatedAfter = CreatedAfter,
            CreatedBefore = CreatedBefore,
        };
        if (RunId is null || Status is not null || UserDefinedId is not null || CreatedAfter is not null || CreatedBefore is not null
            || IsPaged)
        {
            Requests.Finish();
            WriteList(Client.ListRuns(agent, query), agent, paging: PagingParameters);
            return;
        }

        foreach (long id in RunId)
            Requests.Add(id, cancellation => Client.GetRunAsync(agent, id, cancellation));
    }
}
