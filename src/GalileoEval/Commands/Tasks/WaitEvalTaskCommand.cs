using System.Management.Automation;
using GalileoEval.Binding;
using GalileoEval.Completion;
using GalileoEval.Connections;
using GalileoEval.Galileo;
using GalileoEval.Kolena;
using GalileoEval.Pipeline;
using GalileoEval.Scale;
using GalileoEval.Tasks;

namespace GalileoEval.Commands;

/// <summary>Waits for evaluations of all three services together, and writes each when it ends.</summary>
/// <remarks>
/// <para>Accepts any mix of code-scorer and log-record validations and experiments of Galileo, validations and agent
/// runs of Kolena, and tasks and batches of Scale, and waits for all of them at the same time. Results are written in
/// the order in which the work ends. An unsuccessful end is written like any other: check State, or use
/// -RequireSuccess. Work of several kinds is displayed in one table; Format-List shows all properties of each
/// object.</para>
/// <para>Any object with the IDs is accepted: an object of this module, or one from Export-Csv, ConvertTo-Json,
/// Export-Clixml or a job. A script can save the started work to a file and continue to wait after a restart.</para>
/// <para>Work is polled in groups: validations of one Kolena ground truth, runs of one Kolena agent and tasks of one
/// Scale batch cost one request per round, not one each. Retry-After is honoured. A transient error does not end the
/// wait.</para>
/// <para>An experiment ends when its metrics are final: its log is complete, and so is every score of its records. It
/// fails if any score ended in an error; FailedCount is their number. An experiment without scores ends at once if no
/// scorer is enabled for it. Otherwise the wait continues, because scoring may not have started; after 30 seconds a
/// warning recommends -Timeout. The wait for an enabled scorer that has scored no record ends 30 seconds after all
/// other scores are final.</para>
/// <para>At the timeout everything is polled once more; then each item that has not ended becomes one non-terminating
/// error with the ID Timeout, whose TargetObject is the last known state and can be waited for again. Neither a timeout
/// nor Ctrl+C cancels anything at the service.</para>
/// </remarks>
/// <example>
/// <para>Wait for everything at once</para>
/// <code>$null = Start-EvalSandbox
/// 'def scorer_fn(*, step_object, **kwargs): return 1.0' | Set-Content scorer.py
/// $work = @(
///     Invoke-GalileoCodeScorerValidation scorer.py
///     Get-KolenaValidation -AgentId 1 -GroundTruthId 10 -ValidationId 1
///     Get-ScaleTask task_sandbox_01
/// )
/// $work | Wait-EvalTask -Timeout 60 | Format-Table Service, State</code>
/// <para>Waits for work of three services for a minute at most.</para>
/// </example>
/// <example>
/// <para>Continue after a restart</para>
/// <code>$work | Export-Clixml pending.xml
/// Import-Clixml pending.xml | Wait-EvalTask -Timeout 60</code>
/// <para>The IDs in the file are enough to continue the wait, also in another session. A CSV file can be used for work
/// of one kind: Export-Csv takes the columns from the first object.</para>
/// </example>
/// <example>
/// <para>Wait for a whole batch</para>
/// <code>Wait-EvalTask -BatchId batch_sandbox -Timeout 60</code>
/// <para>Waits until the batch is completed.</para>
/// </example>
/// <example>
/// <para>Wait for the metrics of an experiment</para>
/// <code>Get-GalileoExperiment prompt-v3 -Project prompt-lab | Wait-EvalTask -Timeout 120 |
///     Get-GalileoExperimentMetric -Statistic Mean</code>
/// <para>Waits until all records are scored, and returns the means.</para>
/// </example>
/// <example>
/// <para>Keep the work that timed out</para>
/// <code>$work | Wait-EvalTask -Timeout 5 -ErrorVariable late -ErrorAction SilentlyContinue
/// if ($late) { $late.TargetObject | Wait-EvalTask }</code>
/// <para>Continues to wait for the work that had timed out.</para>
/// </example>
/// <seealso>Invoke-GalileoCodeScorerValidation</seealso>
/// <seealso>Get-GalileoExperiment</seealso>
/// <seealso>Get-KolenaValidation</seealso>
/// <seealso>Get-ScaleTask</seealso>
[Cmdlet(VerbsLifecycle.Wait, "EvalTask", DefaultParameterSetName = "InputObject")]
[OutputType(
    typeof(CodeScorerValidation),
    typeof(LogRecordValidation),
    typeof(GalileoExperiment),
    typeof(KolenaValidation),
    typeof(KolenaAgentRun),
    typeof(ScaleTask),
    typeof(ScaleBatch))]
public sealed class WaitEvalTaskCommand : EvalCommand
{
    private readonly List<EvalWaitItem> _items = [];
    private EvalTaskReader _reader = null!;
    private TaskPollers _pollers = null!;

    /// <summary>What to wait for: objects of this module, or objects with the same IDs: Service with TaskId, with
    /// ProjectId and MetricsExperimentId or ExperimentId, with AgentId, GroundTruthId and ValidationId, with AgentId
    /// and RunId, or with BatchId. IDs alone require -Service. Accepts pipeline input.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "InputObject", ValueFromPipeline = true)]
    [AllowNull]
    public object?[]? InputObject { get; set; }

    /// <summary>The service of IDs, and of objects without a Service; required for IDs from the pipeline. Default:
    /// determined by the IDs of an object; a task ID that is a GUID is Galileo's, any other Scale's.</summary>
    [Parameter(ParameterSetName = "InputObject")]
    [Parameter(ParameterSetName = "TaskId")]
    public EvalService? Service { get; set; }

    /// <summary>The IDs of code-scorer validations of Galileo or of tasks of Scale.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "TaskId")]
    public string[] TaskId { get; set; } = [];

    /// <summary>The ID of the agent of Kolena.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ValidationId")]
    [Parameter(Mandatory = true, ParameterSetName = "RunId")]
    [ArgumentCompleter(typeof(AgentCompleter))]
    public long AgentId { get; set; }

    /// <summary>The ID of the ground truth of Kolena.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ValidationId")]
    public long GroundTruthId { get; set; }

    /// <summary>The IDs of the validations of Kolena.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ValidationId")]
    public long[] ValidationId { get; set; } = [];

    /// <summary>The IDs of the runs of the agent of Kolena.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "RunId")]
    public long[] RunId { get; set; } = [];

    /// <summary>The ID of the project of Galileo.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "MetricsExperimentId")]
    [Parameter(Mandatory = true, ParameterSetName = "ExperimentId")]
    public string? ProjectId { get; set; }

    /// <summary>The IDs of log-record validations of Galileo, as returned when they were started.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "MetricsExperimentId")]
    public string[] MetricsExperimentId { get; set; } = [];

    /// <summary>The IDs of experiments of Galileo.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ExperimentId")]
    public string[] ExperimentId { get; set; } = [];

    /// <summary>The IDs of batches of Scale.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "BatchId")]
    public string[] BatchId { get; set; } = [];

    /// <summary>How long to wait, in seconds; -1 for no limit, 0 to poll once. Default: -1.</summary>
    [Parameter]
    [Alias("TimeoutSec")]
    [ValidateRange(-1d, int.MaxValue)]
    public double Timeout { get; set; } = -1;

    /// <summary>The time between two polls of the same work, in seconds. Default: depends on the service, from a second
    /// (Galileo) to a minute (Scale), and a second for a sandbox.</summary>
    [Parameter]
    [ValidateRange(0.01, 86400d)]
    public double? PollInterval { get; set; }

    /// <summary>Ends with the first item that ends, successful or not.</summary>
    [Parameter]
    public SwitchParameter Any { get; set; }

    /// <summary>Writes a non-terminating error with the ID TaskFailed, besides the object, for every item that does not
    /// end with State Succeeded. With -ErrorAction Stop the first one ends the script.</summary>
    [Parameter]
    public SwitchParameter RequireSuccess { get; set; }

    /// <summary>The connections to use, one per service at most: objects or names. Default: the session's current ones;
    /// without one, the environment variables.</summary>
    [Parameter]
    [ConnectionTransform]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public EvalConnection[] Connection { get; set; } = [];

    /// <summary>Prepares for input.</summary>
    protected override void BeginProcessing()
    {
        _reader = new EvalTaskReader(Service);
        _pollers = new TaskPollers(this, Connection);
    }

    /// <summary>Reads one input.</summary>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == nameof(InputObject))
        {
            foreach (object? input in InputObject ?? [null])
                Add(() => _reader.Read(input), input, input);
            return;
        }

        // The other parameter sets have the name of the parameter that identifies the work. Only a task ID is a target
        // on its own.
        foreach (object id in (Array)MyInvocation.BoundParameters[ParameterSetName])
        {
            Add(
                () => _reader.ReadParameters(name => name == ParameterSetName ? id : BoundValue(name)),
                id,
                ParameterSetName == nameof(TaskId) ? id : null);
        }
    }

    /// <summary>Waits for all items.</summary>
    protected override void EndProcessing() =>
        new TaskWait(this, TaskWait.Options(Timeout, PollInterval, Any), RequireSuccess).Run(_items);

    private void Add(Func<IEvalTask> read, object? input, object? target)
    {
        Try(input, () =>
        {
            IEvalTask task = read();
            _items.Add(new EvalWaitItem(task, _pollers.For(task), target ?? task));
        });
    }

    private object? BoundValue(string name) => MyInvocation.BoundParameters.TryGetValue(name, out object? value) ? value : null;
}
