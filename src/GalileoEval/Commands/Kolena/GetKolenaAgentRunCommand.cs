using System.Management.Automation;
using GalileoEval.Completion;
using GalileoEval.Kolena;
using GalileoEval.Pipeline;

namespace GalileoEval.Commands;

/// <summary>Gets runs of Kolena agents: their state and their results.</summary>
/// <remarks>
/// <para>With -RunId alone it sends one request per run (GET /api/v1/client/agents/{agent_id}/runs/{run_id}) and writes
/// the results in the order of the input. Otherwise it lists the runs of the agent that match all filters (GET
/// /api/v1/client/agents/{agent_id}/runs), page by page as the pipeline consumes them, or the part selected by -Skip
/// and -First. Results has one entry for each prompt, with its value. To wait for the end of a run use
/// Wait-EvalTask.</para>
/// <para>A page contains 100 runs. A part of up to one page takes one request; -IncludeTotalCount takes one more.
/// Kolena allows 1,200 of these requests per minute and user, over all processes; the connection observes this
/// limit.</para>
/// </remarks>
/// <example>
/// <para>The results of a run</para>
/// <code>$null = Start-EvalSandbox -TaskDuration 2
/// (Get-KolenaAgentRun -AgentId 1 -RunId 501).Results</code>
/// <para>Gets a run of the sandbox and lists its values.</para>
/// </example>
/// <example>
/// <para>Wait for the runs in progress</para>
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

    /// <summary>The IDs of the runs. Accepts pipeline input. Default: every run of the agent that matches the
    /// filters.</summary>
    [Parameter(Position = 1, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public long[]? RunId { get; set; }

    /// <summary>Only runs with this status of the service: running, success or failed. Default: any.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(KolenaRunStatusCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Status { get; set; }

    /// <summary>Only runs with one of these user-defined IDs. Default: any.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? UserDefinedId { get; set; }

    /// <summary>Only runs created at this time or later. UTC is assumed when no time zone is given. Default:
    /// any.</summary>
    [Parameter]
    public DateTime? CreatedAfter { get; set; }

    /// <summary>Only runs created at this time or earlier. UTC is assumed when no time zone is given. Default:
    /// any.</summary>
    [Parameter]
    public DateTime? CreatedBefore { get; set; }

    /// <summary>Requests the runs of one input.</summary>
    protected override void ProcessRecord()
    {
        // Copies: when the request is sent, the parameters may already belong to the next input.
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
