using System.Management.Automation;
using GalileoEval.Pipeline;

namespace GalileoEval.Commands;

/// <summary>Removes scorers from Galileo, with all their versions.</summary>
/// <remarks>
/// <para>Removes each scorer (DELETE /v2/scorers/{scorer_id}) after a confirmation: it cannot be restored.
/// -Confirm:$false removes without one, -WhatIf shows what would be removed. A name is resolved first and must match
/// one scorer only; a value in the form of a UUID is treated as an ID.</para>
/// </remarks>
/// <example>
/// <para>See what would be removed</para>
/// <code>$null = Start-EvalSandbox
/// Get-GalileoScorer -Tag experiment | Remove-GalileoScorer -WhatIf</code>
/// <para>Lists the scorers and removes none.</para>
/// </example>
/// <example>
/// <para>Remove one</para>
/// <code>Get-GalileoScorer old_* | Remove-GalileoScorer -Confirm:$false</code>
/// <para>Removes the scorers whose names begin with old_, without a confirmation.</para>
/// </example>
/// <seealso>Get-GalileoScorer</seealso>
[Cmdlet(VerbsCommon.Remove, "GalileoScorer", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemoveGalileoScorerCommand : GalileoScorerCommand
{
    private protected override void Process(string scorer)
    {
        string id = IdOf(scorer);
        if (!ShouldProcess(Lookup(id) is { } found ? Shown(found) : id, "Remove the scorer with all its versions"))
            return;

        Execute(cancellation => Registry.RemoveAsync(id, cancellation));
    }
}
