using System.Management.Automation;
using GalileoEval.Galileo.Scorers;
using GalileoEval.Pipeline;

namespace GalileoEval.Commands;

/// <summary>Gets the versions of registered scorers.</summary>
/// <remarks>
/// <para>Lists the versions of each scorer (GET /v2/scorers/{scorer_id}/versions), page by page, in the order of the
/// service, or reads one version (GET /v2/scorers/{scorer_id}/version). An unknown name is an error with the nearest
/// names.</para>
/// </remarks>
/// <example>
/// <para>The versions of a scorer</para>
/// <code>$null = Start-EvalSandbox
/// 'def scorer_fn(*, step_object, **kwargs): return 1.0' | Set-Content scorer.py
/// $null = Publish-GalileoCodeScorer scorer.py -Name always_one
/// Get-GalileoScorerVersion always_one</code>
/// <para>Registers a scorer and lists its only version.</para>
/// </example>
/// <example>
/// <para>Who changed what</para>
/// <code>Get-GalileoScorer -Type code | Get-GalileoScorerVersion | Sort-Object CreatedAt -Descending |
///     Select-Object -First 10 ScorerId, Version, CreatedBy, CreatedAt</code>
/// <para>Shows the ten newest versions of all code scorers.</para>
/// </example>
/// <seealso>Get-GalileoScorer</seealso>
/// <seealso>Save-GalileoScorerCode</seealso>
/// <seealso>Restore-GalileoScorerVersion</seealso>
[Cmdlet(VerbsCommon.Get, "GalileoScorerVersion")]
[OutputType(typeof(GalileoScorerVersion))]
public sealed class GetGalileoScorerVersionCommand : GalileoScorerCommand
{
    /// <summary>The number of one version, from 1. Default: all versions.</summary>
    [Parameter(Position = 1)]
    [ValidateRange(1, int.MaxValue)]
    public int? Version { get; set; }

    private protected override void Process(string scorer)
    {
        string id = IdOf(scorer);
        if (Version is null)
            Stream(Versions.ListAsync(id, Cancellation), WriteObject);
        else
            WriteObject(Run(cancellation => Versions.GetAsync(id, Version, cancellation)));
    }
}
