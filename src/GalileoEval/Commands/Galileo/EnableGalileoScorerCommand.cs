using System.Management.Automation;
using GalileoEval.Galileo;
using GalileoEval.Pipeline;

namespace GalileoEval.Commands;

/// <summary>Enables registered scorers for a log stream.</summary>
/// <remarks>
/// <para>Reads the metric settings of the log stream, adds the scorer, and writes the settings back (GET and PATCH
/// /v2/projects/{project_id}/log_streams/{log_stream_id}/metric_settings). All other settings are kept, including
/// unknown ones. Does nothing if the scorer is already enabled. Concurrent changes by another client can be lost: the
/// service has no versions for these settings.</para>
/// <para>From then on the service scores new records. With -Recompute it scores stored records too (POST
/// /v2/projects/{project_id}/recompute-metrics); the service determines their number, which is 100 by default.</para>
/// </remarks>
/// <example>
/// <para>Score a log stream with your own scorer</para>
/// <code>$null = Start-EvalSandbox
/// 'def scorer_fn(*, step_object, **kwargs): return 1.0' | Set-Content scorer.py
/// $scorer = Publish-GalileoCodeScorer scorer.py -Name always_one -ScoreableNodeType llm
/// $scorer | Enable-GalileoScorer -Project support-bot -LogStream production -Recompute</code>
/// <para>Registers a scorer, enables it, and scores the stored records.</para>
/// </example>
/// <example>
/// <para>Several scorers at once</para>
/// <code>Get-GalileoScorer -Tag release | Enable-GalileoScorer -Project support-bot -AgentStream production</code>
/// <para>Enables all scorers with a tag. -AgentStream is the same as -LogStream.</para>
/// </example>
/// <seealso>Disable-GalileoScorer</seealso>
/// <seealso>Get-GalileoScorer</seealso>
/// <seealso>Get-GalileoLogStream</seealso>
[Cmdlet(VerbsLifecycle.Enable, "GalileoScorer", SupportsShouldProcess = true)]
[OutputType(typeof(GalileoScorer))]
public sealed class EnableGalileoScorerCommand : ScorerSettingCommand
{
    /// <summary>Scores the stored records of the log stream too, even if the scorer is already enabled.</summary>
    [Parameter]
    public SwitchParameter Recompute { get; set; }

    private protected override void Change(GalileoScorer scorer, string projectId, string logStreamId)
    {
        if (!ShouldProcess(Shown(scorer), $"Enable the scorer for the log stream {LogStream ?? logStreamId}"))
            return;

        SendOnce("Run the command again: it changes nothing if the scorer is enabled already.", () =>
        {
            if (!Run(cancellation => Settings.EnableAsync(projectId, logStreamId, scorer, cancellation)))
                WriteVerbose($"The scorer {Shown(scorer)} is enabled already.");
        });
        if (Recompute)
        {
            SendOnce(
                "The scorer is enabled. Check with Get-GalileoLogRecordScore -LogStream whether scores appear, before you recompute again.",
                () => Execute(cancellation => Settings.RecomputeAsync(projectId, logStreamId, scorer.ScorerId, cancellation)));
        }

        if (PassThru)
            WriteObject(scorer);
    }
}
