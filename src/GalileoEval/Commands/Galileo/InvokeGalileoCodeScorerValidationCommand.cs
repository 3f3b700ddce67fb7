using System.Management.Automation;
using GalileoEval.Binding;
using GalileoEval.Completion;
using GalileoEval.Galileo;
using GalileoEval.Pipeline;

namespace GalileoEval.Commands;

/// <summary>Validates code scorers at Galileo: Python files with a function scorer_fn.</summary>
/// <remarks>
/// <para>Without -LogStream, -Experiment and -Dataset the scorer is run on a sample (POST /v2/scorers/code/validate);
/// the output is a CodeScorerValidation, identified by its TaskId. With -LogStream or -Experiment it is run on stored
/// log records (POST /v2/scorers/code/validate/log_record), with -Dataset on the rows of a dataset (POST
/// /v2/scorers/code/validate/dataset); the output is a LogRecordValidation, identified by ProjectId and
/// MetricsExperimentId, with a score for every record when it has ended.</para>
/// <para>A log stream or an experiment is specified by its ID, by an object that has it, or by its name together with
/// -Project; a dataset by its ID, an object or its name. A name is resolved once for all files (POST
/// /v2/projects/{project_id}/log_streams/search, experiments/search or /v2/datasets/query).</para>
/// <para>The cmdlet starts the validations and writes one object for each file, in the order of the input. Pipe them to
/// Wait-EvalTask, or use -Wait: the cmdlet then writes the validations when they have ended, in the order in which they
/// end. An invalid scorer is written like any other, with the state Failed and an ErrorMessage.</para>
/// <para>A file that is missing, empty, a folder, not readable or not UTF-8 is an error before anything is sent. A
/// start is not retried if it may have been received, because two validations would run.</para>
/// </remarks>
/// <example>
/// <para>Validate a scorer on a sample</para>
/// <code>$null = Start-EvalSandbox
/// 'def scorer_fn(*, step_object, **kwargs): return 1.0' | Set-Content scorer.py
/// Invoke-GalileoCodeScorerValidation scorer.py -ScoreableNodeType llm, trace -Wait</code>
/// <para>Sends the file, waits for the end and shows whether the scorer is valid.</para>
/// </example>
/// <example>
/// <para>Validate a scorer on log records</para>
/// <code>$run = Invoke-GalileoCodeScorerValidation scorer.py -Project support-bot -LogStream production -Limit 5 -Wait
/// $run.Scores | Format-Table RecordType, Name, Score, Status</code>
/// <para>Scores the log stream's first five records with the scorer.</para>
/// </example>
/// <example>
/// <para>All scorers of a folder</para>
/// <code>Get-ChildItem *.py | Invoke-GalileoCodeScorerValidation | Wait-EvalTask -Timeout 300 | Export-Csv scorers.csv -NoTypeInformation</code>
/// <para>Sends every file, waits for all of them for five minutes at most, and keeps the results.</para>
/// </example>
/// <example>
/// <para>Choose the records</para>
/// <code>Invoke-GalileoCodeScorerValidation scorer.py -ExperimentId c4e8a1d6-7b3f-4f52-9d0e-6a8b2c4d1e03 `
///     -Filter (New-GalileoLogRecordFilter input -Operator contains -Text refund) `
///     -Sort @{ column_id = 'created_at'; ascending = $false }</code>
/// <para>Scores only the experiment's records whose input contains refund, the latest first.</para>
/// </example>
/// <example>
/// <para>Validate a scorer on a dataset</para>
/// <code>Invoke-GalileoCodeScorerValidation scorer.py -Dataset 'golden questions' -ScoreType float -Wait |
///     Get-GalileoLogRecordScore</code>
/// <para>Scores the rows of the dataset's latest version and writes a row for each.</para>
/// </example>
/// <seealso>Get-GalileoCodeScorerValidation</seealso>
/// <seealso>New-GalileoLogRecordFilter</seealso>
/// <seealso>Get-GalileoLogStream</seealso>
/// <seealso>Get-GalileoExperiment</seealso>
/// <seealso>Get-GalileoDataset</seealso>
/// <seealso>Wait-EvalTask</seealso>
/// <seealso>Connect-EvalService</seealso>
[Cmdlet(
    VerbsLifecycle.Invoke,
    "GalileoCodeScorerValidation",
    DefaultParameterSetName = PathSample,
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(CodeScorerValidation), ParameterSetName = [PathSample, LiteralSample])]
[OutputType(
    typeof(LogRecordValidation),
    ParameterSetName = [PathLogStream, LiteralLogStream, PathExperiment, LiteralExperiment, PathDataset, LiteralDataset])]
public sealed class InvokeGalileoCodeScorerValidationCommand : GalileoThrottledCommand<IEvalTask>
{
    private const string PathSample = "PathSample";
    private const string LiteralSample = "LiteralPathSample";
    private const string PathLogStream = "PathLogStream";
    private const string LiteralLogStream = "LiteralPathLogStream";
    private const string PathExperiment = "PathExperiment";
    private const string LiteralExperiment = "LiteralPathExperiment";
    private const string PathDataset = "PathDataset";
    private const string LiteralDataset = "LiteralPathDataset";

    private StartedWork _started = null!;
    private CodeScorerOptions _options = null!;
    private Lazy<Task<RecordSource>>? _source;
    private Lazy<Task<string>>? _datasetId;
    private string? _filtersJson;
    private string? _sortJson;

    /// <summary>The Python files; wildcards are allowed. Accepts pipeline input.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathSample, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathLogStream, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathExperiment, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathDataset, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>The literal paths of the Python files, without wildcards. Files from Get-ChildItem and Get-Item bind to
    /// this parameter.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LiteralSample, ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, ParameterSetName = LiteralLogStream, ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, ParameterSetName = LiteralExperiment, ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, ParameterSetName = LiteralDataset, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>The input of the sample. Default: the service's default.</summary>
    [Parameter(ParameterSetName = PathSample)]
    [Parameter(ParameterSetName = LiteralSample)]
    public string? TestInput { get; set; }

    /// <summary>The output of the sample. Default: the service's default.</summary>
    [Parameter(ParameterSetName = PathSample)]
    [Parameter(ParameterSetName = LiteralSample)]
    public string? TestOutput { get; set; }

    /// <summary>The log stream whose records are scored: its ID, an object with a property LogStreamId, or its name,
    /// for which -Project or the environment must name the project. A UUID is treated as an ID.</summary>
    [Parameter(Mandatory = true, ParameterSetName = PathLogStream)]
    [Parameter(Mandatory = true, ParameterSetName = LiteralLogStream)]
    [Alias("LogStreamId", "AgentStream", "AgentStreamId")]
    [IdentityTransform(EvalService.Galileo, "LogStreamId")]
    [ArgumentCompleter(typeof(GalileoLogStreamCompleter))]
    public string? LogStream { get; set; }

    /// <summary>The experiment whose records are scored: its ID, an object with a property ExperimentId, or its name,
    /// for which -Project or the environment must name the project. A UUID is treated as an ID.</summary>
    [Parameter(Mandatory = true, ParameterSetName = PathExperiment)]
    [Parameter(Mandatory = true, ParameterSetName = LiteralExperiment)]
    [Alias("ExperimentId")]
    [IdentityTransform(EvalService.Galileo, "ExperimentId")]
    [ArgumentCompleter(typeof(GalileoExperimentCompleter))]
    public string? Experiment { get; set; }

    /// <summary>The dataset whose rows are scored: its name, its ID, or an object with a property DatasetId. A value in
    /// the form of a UUID is treated as an ID.</summary>
    [Parameter(Mandatory = true, ParameterSetName = PathDataset)]
    [Parameter(Mandatory = true, ParameterSetName = LiteralDataset)]
    [Alias("DatasetId")]
    [IdentityTransform(EvalService.Galileo, "DatasetId")]
    [ArgumentCompleter(typeof(GalileoDatasetCompleter))]
    public string? Dataset { get; set; }

    /// <summary>The version of the dataset, counted from 1. Default: the latest.</summary>
    [Parameter(ParameterSetName = PathDataset)]
    [Parameter(ParameterSetName = LiteralDataset)]
    [ValidateRange(1, int.MaxValue)]
    public int? DatasetVersionIndex { get; set; }

    /// <summary>The type of the scores: float, int, bool or str. Default: the type in the file.</summary>
    [Parameter(ParameterSetName = PathDataset)]
    [Parameter(ParameterSetName = LiteralDataset)]
    [ArgumentCompleter(typeof(ScoreTypeCompleter))]
    [ValidateNotNullOrEmpty]
    public string? ScoreType { get; set; }

    /// <summary>The maximum number of records or rows to score. Default: the service's default, 100.</summary>
    [Parameter(ParameterSetName = PathLogStream)]
    [Parameter(ParameterSetName = LiteralLogStream)]
    [Parameter(ParameterSetName = PathExperiment)]
    [Parameter(ParameterSetName = LiteralExperiment)]
    [Parameter(ParameterSetName = PathDataset)]
    [Parameter(ParameterSetName = LiteralDataset)]
    [ValidateRange(1, int.MaxValue)]
    public int? Limit { get; set; }

    /// <summary>The number of records or rows to skip. Default: none.</summary>
    [Parameter(ParameterSetName = PathLogStream)]
    [Parameter(ParameterSetName = LiteralLogStream)]
    [Parameter(ParameterSetName = PathExperiment)]
    [Parameter(ParameterSetName = LiteralExperiment)]
    [Parameter(ParameterSetName = PathDataset)]
    [Parameter(ParameterSetName = LiteralDataset)]
    [ValidateRange(0, int.MaxValue)]
    public int? StartingToken { get; set; }

    /// <summary>Filters, all of which the records must match: objects of New-GalileoLogRecordFilter, hashtables or
    /// objects with type (id, date, number, boolean, collection or text), column_id, operator and value, or their JSON.
    /// Default: none.</summary>
    [Parameter(ParameterSetName = PathLogStream)]
    [Parameter(ParameterSetName = LiteralLogStream)]
    [Parameter(ParameterSetName = PathExperiment)]
    [Parameter(ParameterSetName = LiteralExperiment)]
    [ValidateNotNullOrEmpty]
    public object[]? Filter { get; set; }

    /// <summary>The order of the records: a hashtable or an object with column_id and optionally ascending and
    /// sort_type, or its JSON. Default: the service's default.</summary>
    [Parameter(ParameterSetName = PathLogStream)]
    [Parameter(ParameterSetName = LiteralLogStream)]
    [Parameter(ParameterSetName = PathExperiment)]
    [Parameter(ParameterSetName = LiteralExperiment)]
    [ValidateNotNullOrEmpty]
    public object? Sort { get; set; }

    /// <summary>The project in which the name of a log stream or an experiment is resolved: a name, an ID, or an object
    /// with a property ProjectId. Older servers do not return the project in their response; specify it then, because
    /// reading the scores requires it. Default: the environment variable SPLUNK_AO_PROJECT_ID or GALILEO_PROJECT_ID,
    /// else, for a name, SPLUNK_AO_PROJECT or GALILEO_PROJECT.</summary>
    [Parameter(ParameterSetName = PathLogStream)]
    [Parameter(ParameterSetName = LiteralLogStream)]
    [Parameter(ParameterSetName = PathExperiment)]
    [Parameter(ParameterSetName = LiteralExperiment)]
    [Parameter(ParameterSetName = PathDataset)]
    [Parameter(ParameterSetName = LiteralDataset)]
    [Alias("ProjectId")]
    [IdentityTransform(EvalService.Galileo, "ProjectId")]
    [ArgumentCompleter(typeof(GalileoProjectCompleter))]
    public string? Project { get; set; }

    /// <summary>The names of the scorers whose scores this scorer reads. Default: none.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? RequiredScorer { get; set; }

    /// <summary>The types of node to score, such as llm, trace or session. Default: the types in the file.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NodeTypeCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? ScoreableNodeType { get; set; }

    /// <summary>Waits for the validations, and writes them in the order in which they end.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>How long to wait, in seconds; -1 for no limit, 0 to poll once. Requires -Wait. A validation that has
    /// not ended by then is an error whose TargetObject is the last known state; it continues at the service. Default:
    /// -1.</summary>
    [Parameter]
    [Alias("TimeoutSec")]
    [ValidateRange(-1d, int.MaxValue)]
    public double Timeout { get; set; } = -1;

    /// <summary>The time between two polls, in seconds. Requires -Wait. Default: the interval of the service, and a
    /// second for a sandbox.</summary>
    [Parameter]
    [ValidateRange(0.01, 86400d)]
    public double? PollInterval { get; set; }

    /// <summary>Opens the connection and reads the options that are the same for all files.</summary>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _started = new StartedWork(this, Wait, Timeout, PollInterval);
        _options = new CodeScorerOptions { RequiredScorers = RequiredScorer, ScoreableNodeTypes = ScoreableNodeType };
        _filtersJson = OrEnd(null, () => JsonArgument.ArrayOf(nameof(Filter), Filter));
        _sortJson = OrEnd(null, () => JsonArgument.ObjectOf(nameof(Sort), Sort));

        // Resolved once, for the first file that is sent; never with -WhatIf.
        _source = new Lazy<Task<RecordSource>>(() => RecordSource.FindAsync(Catalog, Project, LogStream, Experiment, Cancellation));
        _datasetId = new Lazy<Task<string>>(() => Datasets.DatasetIdAsync(Dataset!, Cancellation));
    }

    /// <summary>Sends the files of one input.</summary>
    protected override void ProcessRecord() =>
        FilePath.ForEach(
            SessionState.Path,
            Path,
            LiteralPath,
            FilePath.PythonFile,
            (_, file) =>
            {
                if (ShouldProcess(file, $"Validate the code scorer {Sample()}"))
                    Requests.Add(file, cancellation => StartAsync(file, cancellation));
            },
            (path, error) => Requests.Reject(path, error));

    /// <summary>Writes the remaining results; with -Wait, waits.</summary>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        _started.Finish(new TaskPollers(this, Opened, Client));
    }

    private protected override void Write(IEvalTask result) => _started.Add(result);

    private string Sample() => this switch
    {
        { LogStream: { } logStream } => $"on records of the log stream {logStream}",
        { Experiment: { } experiment } => $"on records of the experiment {experiment}",
        { Dataset: { } dataset } => $"on rows of the dataset {dataset}",
        _ => "on a sample",
    };

    private async Task<IEvalTask> StartAsync(string file, CancellationToken cancellationToken)
    {
        ScorerFile scorer = await ScorerFile.OpenAsync(file, cancellationToken).ConfigureAwait(false);
        if (LogStream is null && Experiment is null && Dataset is null)
        {
            return await Client.StartValidationAsync(scorer, TestInput, TestOutput, _options, cancellationToken)
                .ConfigureAwait(false);
        }

        RecordSource source = await _source!.Value.ConfigureAwait(false);
        LogRecordValidation started = Dataset is null
            ? await Client.StartLogRecordValidationAsync(scorer, Records(source), _options, cancellationToken).ConfigureAwait(false)
            : await Client.StartDatasetValidationAsync(scorer, Rows(await _datasetId!.Value.ConfigureAwait(false)), _options, cancellationToken).ConfigureAwait(false);
        return started.ProjectId is null ? InProject(started, source.ProjectId) : started;
    }

    private LogRecordSelection Records(RecordSource source) => new()
    {
        LogStreamId = source.LogStreamId,
        ExperimentId = source.ExperimentId,
        Limit = Limit,
        StartingToken = StartingToken,
        FiltersJson = _filtersJson,
        SortJson = _sortJson,
    };

    private DatasetSelection Rows(string datasetId) => new()
    {
        DatasetId = datasetId,
        VersionIndex = DatasetVersionIndex,
        Limit = Limit,
        StartingToken = StartingToken,
        ScoreType = ScoreType,
    };

    private static LogRecordValidation InProject(LogRecordValidation started, string? projectId) => new()
    {
        ProjectId = projectId,
        MetricsExperimentId = started.MetricsExperimentId,
        Path = started.Path,
        LogStreamId = started.LogStreamId,
        ExperimentId = started.ExperimentId,
        DatasetId = started.DatasetId,
        State = started.State,
    };
}
