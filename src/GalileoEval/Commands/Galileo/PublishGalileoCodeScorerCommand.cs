using System.Management.Automation;
using GalileoEval.Binding;
using GalileoEval.Completion;
using GalileoEval.Galileo;
using GalileoEval.Pipeline;
using GalileoEval.Tasks;

namespace GalileoEval.Commands;

/// <summary>Registers code scorers at Galileo: Python files with a function scorer_fn.</summary>
/// <remarks>
/// <para>Validates each file on a sample (POST /v2/scorers/code/validate), waits for the end, creates the scorer (POST
/// /v2/scorers) and uploads the code (POST /v2/scorers/{scorer_id}/version/code). If a code scorer with the name
/// exists, it gets a new version, and its description, tags and projects are not changed.</para>
/// <para>An invalid file is an error, and nothing is registered. If the code cannot be added to a new scorer, or the
/// command is interrupted, the scorer is removed again.</para>
/// </remarks>
/// <example>
/// <para>Publish a scorer</para>
/// <code>$null = Start-EvalSandbox
/// 'def scorer_fn(*, step_object, **kwargs): return 1.0' | Set-Content scorer.py
/// Publish-GalileoCodeScorer scorer.py -Name always_one -ScoreableNodeType llm -Tag example</code>
/// <para>Validates the file and registers it; a second run adds version 2.</para>
/// </example>
/// <example>
/// <para>All scorers of a folder</para>
/// <code>Get-ChildItem *.py | Publish-GalileoCodeScorer -ScoreableNodeType llm -Timeout 300</code>
/// <para>Registers each file under its name, without the extension.</para>
/// </example>
/// <seealso>Get-GalileoScorer</seealso>
/// <seealso>Remove-GalileoScorer</seealso>
/// <seealso>Invoke-GalileoCodeScorerValidation</seealso>
[Cmdlet(VerbsData.Publish, "GalileoCodeScorer", DefaultParameterSetName = "Path", SupportsShouldProcess = true)]
[OutputType(typeof(GalileoScorer))]
public sealed class PublishGalileoCodeScorerCommand : GalileoThrottledCommand<GalileoScorer>
{
    private string[]? _projectIds;
    private bool _isNameTaken;

    /// <summary>The Python files; wildcards are allowed. Accepts pipeline input.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Path", ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>The literal paths of the Python files, without wildcards. Files from Get-ChildItem and Get-Item bind to
    /// this parameter.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "LiteralPath", ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>The name of the scorer, for one file only. Default: the name of the file without its
    /// extension.</summary>
    [Parameter(Position = 1)]
    [ArgumentCompleter(typeof(GalileoScorerCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>The description of a new scorer. Default: none.</summary>
    [Parameter]
    public string? Description { get; set; }

    /// <summary>The tags of a new scorer. Default: none.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? Tag { get; set; }

    /// <summary>The projects that may use a new scorer: names, IDs, or objects with a property ProjectId. Default: the
    /// service's default.</summary>
    [Parameter]
    [IdentityTransform(EvalService.Galileo, "ProjectId")]
    [ArgumentCompleter(typeof(GalileoProjectCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Project { get; set; }

    /// <summary>The types of node to score, such as llm, trace or session. Default: the types in the file.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NodeTypeCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? ScoreableNodeType { get; set; }

    /// <summary>The names of the scorers whose scores this scorer reads. Default: none.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(GalileoScorerCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? RequiredScorer { get; set; }

    /// <summary>The input of the sample for the validation. Default: the service's default.</summary>
    [Parameter]
    public string? TestInput { get; set; }

    /// <summary>The output of the sample for the validation. Default: the service's default.</summary>
    [Parameter]
    public string? TestOutput { get; set; }

    /// <summary>How long to wait for a validation, in seconds; -1 for no limit, 0 to poll once. Default: -1.</summary>
    [Parameter]
    [Alias("TimeoutSec")]
    [ValidateRange(-1d, int.MaxValue)]
    public double Timeout { get; set; } = -1;

    /// <summary>The time between two polls of a validation, in seconds. Default: the interval of the service.</summary>
    [Parameter]
    [ValidateRange(0.01, 86400d)]
    public double? PollInterval { get; set; }

    /// <summary>Opens the connection and finds the projects.</summary>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _projectIds = ProjectIds(Project);
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
                string name = NameFor(file);
                if (ShouldProcess(file, $"Publish the code scorer as {name}"))
                    Requests.Add(file, cancellation => PublishAsync(file, name, cancellation));
            },
            (path, error) => Requests.Reject(path, error));

    private string NameFor(string file)
    {
        if (Name is null)
            return System.IO.Path.GetFileNameWithoutExtension(file);
        if (_isNameTaken)
        {
            throw InputError.Of(
                $"The name '{Name}' is for one file only: '{file}' is not published.",
                "Omit -Name: each scorer then gets the name of its file.");
        }

        _isNameTaken = true;
        return Name;
    }

    private async Task<GalileoScorer> PublishAsync(string file, string name, CancellationToken cancellationToken)
    {
        ScorerFile scorer = await ScorerFile.OpenAsync(file, cancellationToken).ConfigureAwait(false);
        CodeScorerOptions options = new() { RequiredScorers = RequiredScorer, ScoreableNodeTypes = ScoreableNodeType };
        CodeScorerValidation started =
            await Client.StartValidationAsync(scorer, TestInput, TestOutput, options, cancellationToken).ConfigureAwait(false);
        Pump.Verbose($"{started.Service}: started {started.Describe()}.");

        EvalWaitItem item = new(started, new CodeScorerValidationPoller(Client), started);
        CodeScorerValidation ended = started;
        EvalTaskWaiter waiter = new();
        await foreach (EvalWaitResult result in waiter
            .WaitAsync([item], TaskWait.Options(Timeout, PollInterval), null, Pump, cancellationToken).ConfigureAwait(false))
        {
            if (result.Error is { } failure)
                throw failure;
            ended = (CodeScorerValidation)result.Task;
        }

        ScorerDefinition definition = new()
        {
            Name = name,
            Description = Description,
            Tags = Tag,
            ScoreableNodeTypes = ScoreableNodeType,
            RequiredScorers = RequiredScorer,
            ProjectIds = _projectIds,
        };
        return await Registry.PublishAsync(scorer, ended, definition, cancellationToken).ConfigureAwait(false);
    }
}
