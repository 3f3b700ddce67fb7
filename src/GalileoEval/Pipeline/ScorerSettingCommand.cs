using System.Management.Automation;
using GalileoEval.Binding;
using GalileoEval.Completion;
using GalileoEval.Galileo;
using GalileoEval.Galileo.Scorers;

namespace GalileoEval.Pipeline;

/// <summary>The base of the cmdlets that change the scorers of a log stream.</summary>
public abstract class ScorerSettingCommand : GalileoScorerCommand
{
    private Lazy<RecordSource>? _source;

    private protected ScorerSettingCommand()
    {
    }

    /// <summary>The log stream, which Splunk calls an agent stream: its ID, an object with a property LogStreamId, or
    /// its name. Default: the environment variable SPLUNK_AO_AGENT_STREAM_ID, SPLUNK_AO_AGENT_STREAM,
    /// GALILEO_LOG_STREAM_ID or GALILEO_LOG_STREAM.</summary>
    [Parameter(Position = 1)]
    [Alias("LogStreamId", "AgentStream", "AgentStreamId")]
    [IdentityTransform(EvalService.Galileo, "LogStreamId")]
    [ArgumentCompleter(typeof(GalileoLogStreamCompleter))]
    [ValidateNotNullOrEmpty]
    public string? LogStream { get; set; }

    /// <summary>The project of the log stream: its ID, an object with a property ProjectId, or its name. Default: the
    /// environment variable SPLUNK_AO_PROJECT_ID or GALILEO_PROJECT_ID, else SPLUNK_AO_PROJECT or
    /// GALILEO_PROJECT.</summary>
    [Parameter]
    [Alias("ProjectId")]
    [IdentityTransform(EvalService.Galileo, "ProjectId")]
    [ArgumentCompleter(typeof(GalileoProjectCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Project { get; set; }

    /// <summary>Writes the scorers. Default: nothing is written.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Changes the settings of log streams.</summary>
    private protected MetricSettings Settings => field ??= new MetricSettings(Transport, Pump);

    private protected override void Process(string scorer)
    {
        // The names are resolved once, for all scorers. Keeps an error too.
        RecordSource source = (_source ??= new(FindSource)).Value;
        Change(Find(scorer), source.ProjectId!, source.LogStreamId!);
    }

    /// <summary>Changes the settings for one scorer.</summary>
    private protected abstract void Change(GalileoScorer scorer, string projectId, string logStreamId);

    private RecordSource FindSource()
    {
        string logStream = GalileoDefault.LogStreamOf(LogStream);
        string project = GalileoDefault.ProjectOf(Project);
        return Run(async cancellation =>
        {
            string projectId = await Catalog.ProjectIdAsync(project, cancellation).ConfigureAwait(false);
            string logStreamId = await Catalog.LogStreamIdAsync(projectId, logStream, cancellation).ConfigureAwait(false);
            return new RecordSource(projectId, logStreamId, null);
        });
    }
}
