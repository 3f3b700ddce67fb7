using System.Management.Automation;
using GalileoEval.Binding;
using GalileoEval.Kolena;

namespace GalileoEval.Commands;

/// <summary>Unrolls runs of Kolena agents into the results of their prompts, one flat row each.</summary>
/// <remarks>
/// <para>Sends no request: it unrolls the runs of Get-KolenaAgentRun, Start-KolenaAgentRun -Wait or Wait-EvalTask. A
/// row has the run (AgentId, RunId, UserDefinedId), the file, the prompt, its value, the agent's confidence
/// (Confidence, 0 to 1), its reasoning and the source of the value (CitationPages, CitationUrl).</para>
/// <para>File is the first file that the result cites, or the only file of the run. A run that has not ended, or
/// failed, has no rows.</para>
/// <para>Measure-EvalScore and Compare-EvalScore use Confidence as the score and the prompt as the metric;
/// Compare-EvalScore pairs rows of the same prompt and file.</para>
/// </remarks>
/// <example>
/// <para>A table of values</para>
/// <code>$null = Start-EvalSandbox
/// Get-KolenaAgentRun -AgentId 1 -Status success | Select-KolenaPromptResult | Export-Csv results.csv -NoTypeInformation</code>
/// <para>Writes every value that the agent extracted to a file.</para>
/// </example>
/// <example>
/// <para>Confidence by prompt</para>
/// <code>Get-KolenaAgentRun -AgentId 1 -Status success | Select-KolenaPromptResult | Measure-EvalScore</code>
/// <para>Shows the agent's confidence for each prompt.</para>
/// </example>
/// <example>
/// <para>The results to check by hand</para>
/// <code>Get-KolenaAgentRun -AgentId 1 -Status success | Select-KolenaPromptResult -Prompt total_* |
///     Where-Object Confidence -LT 0.95 | Select-Object File, Prompt, Value, CitationPages</code>
/// <para>Lists the totals that the agent is less sure of.</para>
/// </example>
/// <seealso>Get-KolenaAgentRun</seealso>
/// <seealso>Start-KolenaAgentRun</seealso>
/// <seealso>Measure-EvalScore</seealso>
/// <seealso>Compare-EvalScore</seealso>
[Cmdlet(VerbsCommon.Select, "KolenaPromptResult")]
[OutputType(typeof(KolenaPromptResultRow))]
public sealed class SelectKolenaPromptResultCommand : PSCmdlet
{
    /// <summary>The runs. Accepts pipeline input.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [Alias("Run")]
    public KolenaAgentRun[] InputObject { get; set; } = [];

    /// <summary>The names of the prompts to keep; wildcards are allowed. Default: all.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Prompt { get; set; }

    /// <summary>Writes the rows of one input.</summary>
    protected override void ProcessRecord()
    {
        foreach (KolenaPromptResultRow row in InputObject.SelectMany(KolenaPromptResultRow.AllOf))
        {
            if (NamePattern.Keeps(row.Prompt, Prompt))
                WriteObject(row);
        }
    }
}
