using System.Management.Automation;
using GalileoEval.Binding;
using GalileoEval.Completion;
using GalileoEval.Errors;
using GalileoEval.Kolena;
using GalileoEval.Pipeline;

namespace GalileoEval.Commands;

/// <summary>Gets Kolena agents, by ID or by name.</summary>
/// <remarks>
/// <para>With -AgentId it sends one request per agent (GET /api/v1/client/agents/{agent_id}) and writes the results in
/// the order of the input. Without it, it lists the agents (GET /api/v1/client/agents), page by page as the pipeline
/// consumes them. The service has no filter by name: -Name is applied locally.</para>
/// <para>Kolena allows 600 lists and 1,200 reads by ID per minute and user, over all processes; the connection observes
/// these limits.</para>
/// </remarks>
/// <example>
/// <para>All agents</para>
/// <code>$null = Start-EvalSandbox
/// Get-KolenaAgent</code>
/// <para>Lists the agents of the sandbox.</para>
/// </example>
/// <example>
/// <para>Read the prompts of an agent</para>
/// <code>(Get-KolenaAgent -Name 'invoice*').Prompts</code>
/// <para>Finds an agent by the beginning of its name and lists its prompts.</para>
/// </example>
/// <example>
/// <para>The runs of an agent that failed</para>
/// <code>Get-KolenaAgent -AgentId 1 | Get-KolenaAgentRun -Status failed</code>
/// <para>An agent can be piped to the cmdlets for its runs and ground truths.</para>
/// </example>
/// <seealso>Get-KolenaAgentRun</seealso>
/// <seealso>Get-KolenaGroundTruth</seealso>
/// <seealso>Connect-EvalService</seealso>
[Cmdlet(VerbsCommon.Get, "KolenaAgent", DefaultParameterSetName = ByName)]
[OutputType(typeof(KolenaAgent))]
public sealed class GetKolenaAgentCommand : KolenaThrottledCommand<KolenaAgent>
{
    private const string ById = "AgentId";
    private const string ByName = "Name";

    /// <summary>The names of the agents; wildcards are allowed. Case-insensitive. An unknown name without wildcards is
    /// an error. Default: all.</summary>
    [Parameter(Position = 0, ParameterSetName = ByName)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

    /// <summary>The IDs of the agents. Accepts pipeline input.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ById, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(AgentCompleter))]
    public long[] AgentId { get; set; } = [];

    /// <summary>The maximum number of concurrent requests. Default: 16.</summary>
    [Parameter(ParameterSetName = ById)]
    [ValidateRange(1, 1000)]
    public override int ThrottleLimit { get => base.ThrottleLimit; set => base.ThrottleLimit = value; }

    /// <summary>Requests the agents of one input.</summary>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == ByName)
        {
            WriteNamed();
            return;
        }

        foreach (long id in AgentId)
            Requests.Add(id, cancellation => Client.GetAgentAsync(id, cancellation));
    }

    private void WriteNamed()
    {
        List<string> names = [];
        bool isWhole = WriteList(Client.ListAgents(), Name, agent =>
        {
            names.Add(agent.Name ?? "");
            return Name is null || NamePattern.MatchesAny(agent.Name ?? "", Name);
        });
        if (!isWhole)
            return;

        // Like other PowerShell cmdlets: a pattern may match nothing, but a name must exist.
        foreach (string name in Name ?? [])
        {
            if (NamePattern.Plain(name) is { } plain && !names.Contains(plain, StringComparer.OrdinalIgnoreCase))
                WriteFailure(UnknownName.Error(EvalService.Kolena, "agent", plain, names), name);
        }
    }
}
