using System.Management.Automation;
using GalileoEval.Binding;
using GalileoEval.Completion;
using GalileoEval.Errors;
using GalileoEval.Kolena;
using GalileoEval.Pipeline;

namespace GalileoEval.Commands;

/// <summary>Starts runs of Kolena agents over files.</summary>
/// <remarks>
/// <para>Uploads files and starts a run of the agent over them (POST /api/v1/client/agents/{agent_id}/runs). All files
/// of one input are one run: the files of -Path or -LiteralPath together, or each object from the pipeline. With
/// -Separate every file is a run. The runs are written in the order of the input; Wait-EvalTask waits for them, or
/// -Wait.</para>
/// <para>Files are streamed from disk, with progress. A missing, empty or unreadable file, or one that is not in the
/// file system, is an error before anything of its run is sent. -TimeoutSec of the connection limits the time without
/// progress, not the whole upload.</para>
/// <para>A run that was started continues at the service, even if the command is interrupted. The request is retried
/// only if it certainly was not received, so that nothing is started twice. Kolena allows 600 new runs per minute and
/// user, over all processes; the connection observes this limit.</para>
/// </remarks>
/// <example>
/// <para>Read a document</para>
/// <code>$null = Start-EvalSandbox -TaskDuration 2
/// 'Total: 1249.50 EUR, due 2026-01-31' | Set-Content invoice-1.txt
/// (Start-KolenaAgentRun -AgentId 1 -Path invoice-1.txt -Wait).Results</code>
/// <para>Uploads a file, waits until the agent has read it, and lists the extracted values.</para>
/// </example>
/// <example>
/// <para>One run for each file of a folder</para>
/// <code>'Total: 88.00 EUR, due 2026-02-28' | Set-Content invoice-2.txt
/// Get-ChildItem invoice-*.txt | Start-KolenaAgentRun -AgentId 1 | Wait-EvalTask -Timeout 60 |
///     Select-Object RunId, Files, Status</code>
/// <para>Each file from the pipeline is one run.</para>
/// </example>
/// <example>
/// <para>Several files in one run, with an ID of your own</para>
/// <code>Start-KolenaAgentRun -AgentId 1 -Path invoice-*.txt -UserDefinedId 2026-02 -DueDate 2026-03-01</code>
/// <para>Uploads all files together. Get-KolenaAgentRun -UserDefinedId 2026-02 finds the run later.</para>
/// </example>
/// <seealso>Wait-EvalTask</seealso>
/// <seealso>Get-KolenaAgentRun</seealso>
/// <seealso>Get-KolenaAgent</seealso>
[Cmdlet(VerbsLifecycle.Start, "KolenaAgentRun", DefaultParameterSetName = "Path", SupportsShouldProcess = true)]
[OutputType(typeof(KolenaAgentRun))]
public sealed class StartKolenaAgentRunCommand : KolenaStartCommand
{
    private UploadProgress _progress = null!;

    /// <summary>The ID of the agent. Accepts pipeline input by property name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(AgentCompleter))]
    public long AgentId { get; set; }

    /// <summary>The files; wildcards are allowed. Accepts pipeline input.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = "Path", ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>The literal paths of the files, without wildcards. Files from Get-ChildItem and Get-Item bind to this
    /// parameter.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "LiteralPath", ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Your own ID of the run. Accepts pipeline input by property name. Default: none.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? UserDefinedId { get; set; }

    /// <summary>When the run is due. UTC is assumed when no time zone is given. Accepts pipeline input by property
    /// name. Default: none.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyIsNone]
    public DateTime? DueDate { get; set; }

    /// <summary>Starts a run for every file, instead of one run for all files of an input.</summary>
    [Parameter]
    public SwitchParameter Separate { get; set; }

    /// <summary>Opens the connection.</summary>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _progress = new UploadProgress(Pump);
    }

    /// <summary>Starts the runs of one input.</summary>
    protected override void ProcessRecord()
    {
        List<KolenaFile> files = [];
        bool isRejected = false;
        FilePath.ForEach(
            SessionState.Path,
            Path,
            LiteralPath,
            "Specify the path of a file that the agent can read, such as a PDF.",
            (_, path) =>
            {
                try
                {
                    KolenaFile file = KolenaFile.Open(path);
                    if (Separate)
                        Start([file]);
                    else
                        files.Add(file);
                }
                catch (EvalException e)
                {
                    // The other files that the path matches are still checked.
                    Reject(path, e);
                }
            },
            Reject);
        if (files.Count > 0 && !isRejected)
            Start(files);

        void Reject(string path, EvalException error)
        {
            isRejected = true;
            Requests.Reject(path, error);
        }
    }

    /// <summary>Removes the progress of the uploads.</summary>
    private protected override void OnSent() => _progress.Complete(this);

    private void Start(List<KolenaFile> files)
    {
        // By the time the request is sent, the parameters may belong to the next input.
        (long agent, string? userDefinedId, DateTime? dueDate) = (AgentId, UserDefinedId is { Length: > 0 } id ? id : null, DueDate);
        string[] paths = [.. files.Select(file => file.Path)];
        if (!ShouldProcess(string.Join(", ", paths), $"Start a run of agent {agent}"))
            return;

        Requests.Add(paths.Length == 1 ? paths[0] : paths, async cancellation =>
        {
            IProgress<long> sent = _progress.Add(files.Sum(file => file.Length));
            return await Client.StartRunAsync(agent, files, userDefinedId, dueDate, sent, cancellation).ConfigureAwait(false);
        });
    }
}
