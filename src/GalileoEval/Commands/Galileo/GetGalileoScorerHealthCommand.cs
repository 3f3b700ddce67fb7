using System.Management.Automation;
using GalileoEval.Binding;
using GalileoEval.Galileo.Scorers;
using GalileoEval.Pipeline;

namespace GalileoEval.Commands;

/// <summary>Gets the stored health scores of registered scorers, by version.</summary>
/// <remarks>
/// <para>Reads how well each version of a scorer agreed with the ground truth of a dataset (GET
/// /v2/scorers/{scorer_id}/health-scores), the oldest version first: the first one is the baseline. Export-EvalReport
/// shows them as a trend. Galileo's console and Measure-GalileoScorerHealth -Save store health scores.</para>
/// </remarks>
/// <example>
/// <para>Has the scorer improved?</para>
/// <code>$sandbox = Start-EvalSandbox
/// 'def scorer_fn(*, step_object, **kwargs): return "refund"', 'def score_type(): return str' | Set-Content scorer.py
/// $null = Publish-GalileoCodeScorer scorer.py -Name topic -ScoreableNodeType trace
/// $run = Invoke-GalileoCodeScorerValidation scorer.py -DatasetId $sandbox.DatasetId -ScoreableNodeType trace -Wait
/// $null = $run | Measure-GalileoScorerHealth -Scorer topic -OutputType categorical -Save
/// Get-GalileoScorerHealth topic -DatasetId $sandbox.DatasetId</code>
/// <para>Measures a scorer, stores the result, and lists the history.</para>
/// </example>
/// <example>
/// <para>A trend in a report</para>
/// <code>Get-GalileoScorer -Type code | Get-GalileoScorerHealth -DatasetId $sandbox.DatasetId | Export-EvalReport health.html</code>
/// <para>Shows the history of all code scorers.</para>
/// </example>
/// <seealso>Measure-GalileoScorerHealth</seealso>
/// <seealso>Get-GalileoScorerVersion</seealso>
/// <seealso>Export-EvalReport</seealso>
[Cmdlet(VerbsCommon.Get, "GalileoScorerHealth")]
[OutputType(typeof(GalileoScorerHealthPoint))]
public sealed class GetGalileoScorerHealthCommand : GalileoScorerCommand
{
    /// <summary>The dataset that the scorers were measured against: its ID, or an object with a property
    /// DatasetId.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [IdentityTransform(EvalService.Galileo, "DatasetId")]
    public string DatasetId { get; set; } = "";

    private protected override void Process(string scorer)
    {
        string id = IdOf(scorer);
        WriteObject(Run(cancellation => Health.ListAsync(id, DatasetId, cancellation)), enumerateCollection: true);
    }
}
