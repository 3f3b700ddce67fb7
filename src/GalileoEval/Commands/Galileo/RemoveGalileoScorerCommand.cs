using System.Management.Automation;
using GalileoEval.Binding;
using GalileoEval.Completion;
using GalileoEval.Errors;
using GalileoEval.Galileo;
using GalileoEval.Pipeline;
using GalileoEval.Text;

namespace GalileoEval.Commands;

/// <summary>Removes scorers from Galileo, with all their versions.</summary>
/// <remarks>
/// <para>Removes each scorer (DELETE /v2/scorers/{scorer_id}) after asking: it cannot be brought back. -Confirm:$false removes
/// without asking, -WhatIf shows what would be removed. A name is resolved first and must match one scorer only; a value in the form of a
/// UUID is an id.</para>
/// </remarks>
/// <example>
/// <para>See what would be removed</para>
/// <code>$null = Start-EvalSandbox
/// Get-GalileoScorer -Tag experiment | Remove-GalileoScorer -WhatIf</code>
/// <para>Names the scorers and leaves them alone.</para>
/// </example>
/// <example>
/// <para>Remove one</para>
/// <code>Get-GalileoScorer old_* | Remove-GalileoScorer -Confirm:$false</code>
/// <para>Removes the scorers whose names begin with old_, without asking.</para>
/// </example>
/// <seealso>Get-GalileoScorer</seealso>
[Cmdlet(VerbsCommon.Remove, "GalileoScorer", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
public sealed class RemoveGalileoScorerCommand : GalileoCommand
{
    private ScorerRegistry _registry = null!;

    /// <summary>The scorers: names, ids, or objects with a property ScorerId, such as those of Get-GalileoScorer. Accepts pipeline
    /// input.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ScorerId")]
    [IdentityTransform(EvalService.Galileo, "ScorerId")]
    [ArgumentCompleter(typeof(GalileoScorerCompleter))]
    public string[] Scorer { get; set; } = [];

    /// <summary>Opens the connection.</summary>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _registry = new ScorerRegistry(Transport, Pump);
    }

    /// <summary>Removes the scorers of one input.</summary>
    protected override void ProcessRecord()
    {
        foreach (string scorer in Scorer)
        {
            try
            {
                Remove(scorer);
            }
            catch (EvalException e)
            {
                WriteFailure(e, scorer);
            }
        }
    }

    private void Remove(string scorer)
    {
        string id = Run(_ => NamedObjects.IdAsync(
            "scorer", "", scorer, name => _registry.ListAsync(new ScorerQuery { Name = name }, Cancellation)));
        if (!ShouldProcess(Run(_ => DescribeAsync(id)), "Remove the scorer with all its versions"))
            return;

        Run(async cancellation =>
        {
            await _registry.RemoveAsync(id, cancellation).ConfigureAwait(false);
            return true;
        });
    }

    // An id says little to whoever is asked whether it may be removed for ever.
    private async Task<string> DescribeAsync(string id)
    {
        await foreach (GalileoScorer scorer in _registry.ListAsync(new ScorerQuery { ScorerIds = [id] }, Cancellation).ConfigureAwait(false))
        {
            if (scorer.ScorerId == id)
                return $"{EvalText.OneLine(scorer.Name, 100)} ({id})";
        }

        return id;
    }
}
