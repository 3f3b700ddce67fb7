using System.Management.Automation;
using GalileoEval.Galileo;
using GalileoEval.Pipeline;

namespace GalileoEval.Commands;

/// <summary>Disables registered scorers for a log stream.</summary>
/// <remarks>
/// <para>Reads the metric settings of the log stream, removes the scorer from them, and writes the settings back (GET
/// and PATCH /v2/projects/{project_id}/log_streams/{log_stream_id}/metric_settings). All other settings, the scorer
/// itself and existing scores are not changed. Does nothing if the scorer is not enabled.</para>
/// </remarks>
/// <example>
/// <para>Disable a scorer</para>
/// <code>$null = Start-EvalSandbox
/// 'def scorer_fn(*, step_object, **kwargs): return 1.0' | Set-Content scorer.py
/// $null = Publish-GalileoCodeScorer scorer.py -Name always_one -ScoreableNodeType llm
/// Enable-GalileoScorer always_one -Project support-bot -LogStream production
/// Disable-GalileoScorer always_one -Project support-bot -LogStream production</code>
/// <para>Enables a scorer and disables it again.</para>
/// </example>
/// <example>
/// <para>See what would be disabled</para>
/// <code>Get-GalileoScorer -Type code | Disable-GalileoScorer -Project support-bot -LogStream production -WhatIf</code>
/// <para>Lists the scorers and changes nothing.</para>
/// </example>
/// <seealso>Enable-GalileoScorer</seealso>
/// <seealso>Get-GalileoScorer</seealso>
/// <seealso>Remove-GalileoScorer</seealso>
[Cmdlet(VerbsLifecycle.Disable, "GalileoScorer", SupportsShouldProcess = true)]
[OutputType(typeof(GalileoScorer))]
public sealed class DisableGalileoScorerCommand : ScorerSettingCommand
{
    private protected override void Change(GalileoScorer scorer, string projectId, string logStreamId)
    {
        if (!ShouldProcess(Shown(scorer), $"Disable the scorer for the log stream {LogStream ?? logStreamId}"))
            return;

        SendOnce("Run the command again: it changes nothing if the scorer is disabled already.", () =>
        {
            if (!Run(cancellation => Settings.DisableAsync(projectId, logStreamId, scorer.ScorerId, cancellation)))
                WriteVerbose($"The scorer {Shown(scorer)} is not enabled.");
        });
        if (PassThru)
            WriteObject(scorer);
    }
}
