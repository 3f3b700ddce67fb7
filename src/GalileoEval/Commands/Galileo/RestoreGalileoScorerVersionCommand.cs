using System.Management.Automation;
using GalileoEval.Galileo;
using GalileoEval.Galileo.Scorers;
using GalileoEval.Pipeline;

namespace GalileoEval.Commands;

/// <summary>Restores an older version of a registered scorer.</summary>
/// <remarks>
/// <para>Makes the content of the version the newest again (POST
/// /v2/scorers/{scorer_id}/versions/{version_number}/restore), and writes the version that the service uses from now
/// on. No version is lost. The request is not retried if the service may have received it. -WhatIf shows what would be
/// restored.</para>
/// </remarks>
/// <example>
/// <para>Go back to version 1</para>
/// <code>$null = Start-EvalSandbox
/// 'def scorer_fn(*, step_object, **kwargs): return 1.0' | Set-Content scorer.py
/// $null = Publish-GalileoCodeScorer scorer.py -Name always_one
/// 'def scorer_fn(*, step_object, **kwargs): return 0.5' | Set-Content scorer.py
/// $null = Publish-GalileoCodeScorer scorer.py -Name always_one
/// Restore-GalileoScorerVersion always_one -Version 1</code>
/// <para>Publishes two versions and restores the first one, which becomes version 3.</para>
/// </example>
/// <example>
/// <para>See what would be restored</para>
/// <code>Get-GalileoScorerVersion always_one -Version 2 | Restore-GalileoScorerVersion -WhatIf</code>
/// <para>Shows the scorer and the version, and changes nothing.</para>
/// </example>
/// <seealso>Get-GalileoScorerVersion</seealso>
/// <seealso>Save-GalileoScorerCode</seealso>
/// <seealso>Publish-GalileoCodeScorer</seealso>
[Cmdlet(VerbsData.Restore, "GalileoScorerVersion", SupportsShouldProcess = true)]
[OutputType(typeof(GalileoScorerVersion))]
public sealed class RestoreGalileoScorerVersionCommand : GalileoScorerCommand
{
    /// <summary>The number of the version to restore, from 1. Accepts pipeline input by property name.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateRange(1, int.MaxValue)]
    public int Version { get; set; }

    private protected override void Process(string scorer)
    {
        GalileoScorer found = Find(scorer);
        if (!ShouldProcess(Shown(found), $"Restore version {Version}"))
            return;

        SendOnce(
            "Check with Get-GalileoScorerVersion whether the version was restored, before you restore it again.",
            () => WriteObject(Run(cancellation => Versions.RestoreAsync(found.ScorerId, Version, cancellation))));
    }
}
