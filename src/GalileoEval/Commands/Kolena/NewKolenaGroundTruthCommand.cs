using System.Management.Automation;
using GalileoEval.Binding;
using GalileoEval.Completion;
using GalileoEval.Kolena;
using GalileoEval.Pipeline;

namespace GalileoEval.Commands;

/// <summary>Creates a ground truth for a Kolena agent.</summary>
/// <remarks>
/// <para>Sends the name, the instructions and all runs at once (POST /api/v1/client/agents/{agent_id}/ground_truths)
/// and writes the first version of the new ground truth, which can be piped to Start-KolenaValidation.</para>
/// <para>A run is a hashtable or an object with the user's ID of the run (UserDefinedId or user_defined_id) and the
/// true values by the names of the agent's prompts, in Data, itself a hashtable or an object. Without Data, every other
/// property is a true value, so rows of a CSV file can be used. For a run of Get-KolenaAgentRun, the values that the
/// agent extracted are used, so reviewed runs can become the ground truth.</para>
/// <para>The request is retried only if it certainly was not received, so that nothing is created twice.</para>
/// </remarks>
/// <example>
/// <para>From hashtables</para>
/// <code>$null = Start-EvalSandbox
/// New-KolenaGroundTruth -AgentId 1 -Name Invoices -EvaluationInstructions 'To the cent.' -Run @(
///     @{ UserDefinedId = 'inv-1001'; Data = @{ total_amount = 1249.5; due_date = '2024-11-30' } }
///     @{ UserDefinedId = 'inv-1002'; Data = @{ total_amount = 88; due_date = '2024-12-15' } }
/// )</code>
/// <para>Creates a ground truth of two runs.</para>
/// </example>
/// <example>
/// <para>From a table, and measure the agent at once</para>
/// <code>'UserDefinedId,total_amount', 'inv-1001,1249.5', 'inv-1002,88' | ConvertFrom-Csv |
///     New-KolenaGroundTruth -AgentId 1 -Name Totals -EvaluationInstructions 'To the cent.' |
///     Start-KolenaValidation</code>
/// <para>Each column except the ID is a true value.</para>
/// </example>
/// <example>
/// <para>From reviewed runs</para>
/// <code>Get-KolenaAgentRun -AgentId 1 -Status success |
///     New-KolenaGroundTruth -AgentId 1 -Name Checked -EvaluationInstructions 'As read.'</code>
/// <para>Uses the values that the agent extracted as the ground truth.</para>
/// </example>
/// <seealso>Get-KolenaGroundTruth</seealso>
/// <seealso>Start-KolenaValidation</seealso>
[Cmdlet(VerbsCommon.New, "KolenaGroundTruth", SupportsShouldProcess = true)]
[OutputType(typeof(KolenaGroundTruth))]
public sealed class NewKolenaGroundTruthCommand : KolenaCommand
{
    private readonly List<object> _runs = [];
    private bool _hasInvalidRun;

    /// <summary>The ID of the agent.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ArgumentCompleter(typeof(AgentCompleter))]
    public long AgentId { get; set; }

    /// <summary>The name of the ground truth.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";

    /// <summary>The instructions for comparing a value with the true one. May be empty.</summary>
    [Parameter(Mandatory = true, Position = 2)]
    [AllowEmptyString]
    public string EvaluationInstructions { get; set; } = "";

    /// <summary>The runs: hashtables or objects with UserDefinedId and Data, or with UserDefinedId and the true values,
    /// or runs of Get-KolenaAgentRun. Accepts pipeline input.</summary>
    [Parameter(Mandatory = true, Position = 3, ValueFromPipeline = true)]
    public object[] Run { get; set; } = [];

    /// <summary>Collects the runs of one input.</summary>
    protected override void ProcessRecord()
    {
        foreach (object run in Run)
            _hasInvalidRun |= !Try(run, () => _runs.Add(GroundTruthRun.From(run)));
    }

    /// <summary>Creates the ground truth from all runs, unless there are none or some are invalid.</summary>
    protected override void EndProcessing()
    {
        if (_hasInvalidRun)
            return;

        Try(AgentId, () =>
        {
            if (_runs.Count == 0)
            {
                throw InputError.Of(
                    EvalService.Kolena, "a ground truth requires at least one run.", "Specify runs with -Run, or pipe them to the command.");
            }

            string runs = JsonArgument.ArrayOf(nameof(Run), [.. _runs])!;
            string count = _runs.Count == 1 ? "1 run" : $"{_runs.Count} runs";
            if (ShouldProcess($"Agent {AgentId}", $"Create the ground truth '{Name}' from {count}"))
            {
                WriteObject(base.Run(cancellation =>
                    Client.CreateGroundTruthAsync(AgentId, Name, EvaluationInstructions, runs, cancellation)));
            }
        });
    }
}
