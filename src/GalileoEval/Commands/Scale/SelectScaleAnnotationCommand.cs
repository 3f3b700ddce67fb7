using System.Management.Automation;
using GalileoEval.Binding;
using GalileoEval.Completion;
using GalileoEval.Scale;

namespace GalileoEval.Commands;

/// <summary>Unrolls Scale GenAI tasks into their annotations, one flat row each.</summary>
/// <remarks>
/// <para>Sends no request: it unrolls the tasks of Get-ScaleTask or Wait-EvalTask as they arrive. An annotation belongs
/// to a thread, a turn, a message, a chunk (a piece of a message) or a rubric. A row has its Level, its position
/// (ThreadIndex, TurnIndex, MessageIndex and ChunkIndex, from 0, and the IDs), the question (Key, Type, Title, Labels)
/// and the answer (Value as an object, ValueText as one line of text, Justification).</para>
/// <para>A row with the level Rubric belongs to a criterion that a turn defines (no MessageIndex), or to the score of a
/// message for a rubric or for one of its criteria. RubricIndex, CriterionIndex, RubricTitle and CriterionTitle
/// identify it.</para>
/// <para>ContributorId is set if the thread has exactly one submission and the tasks were requested with Get-ScaleTask
/// -Option submissions: the service does not say who made a single annotation.</para>
/// <para>In a CSV file Value is plain text if that loses nothing. Lists whose items contain a semicolon, lists of
/// lists, files and workspaces are compact JSON.</para>
/// <para>A task that is not completed, or whose threads are withheld, has no annotations.</para>
/// <para>The service returns types, titles and labels only on request: Get-ScaleTask -Option annotation_details.</para>
/// </remarks>
/// <example>
/// <para>A report of scores</para>
/// <code>$null = Start-EvalSandbox -TaskDuration 0
/// Get-ScaleTask -BatchName sandbox-ratings -Status completed | Select-ScaleAnnotation -Key overall_quality | Export-Csv scores.csv -NoTypeInformation</code>
/// <para>Writes the annotations of one key, of all completed tasks of a batch, to a file.</para>
/// </example>
/// <example>
/// <para>The average by source</para>
/// <code>Get-ScaleTask -BatchName sandbox-ratings -Status completed | Select-ScaleAnnotation -Key overall_quality -Level Message |
///     Group-Object SourceId | ForEach-Object { $_.Group | Measure-Object Value -Average | Select-Object Average, Count }</code>
/// <para>Compares the sources that the messages come from.</para>
/// </example>
/// <example>
/// <para>By type</para>
/// <code>Get-ScaleTask task_sandbox_01 -Option annotation_details | Select-ScaleAnnotation -Type rubric_*, ranked_*</code>
/// <para>Gets the annotations for rubrics and rankings.</para>
/// </example>
/// <example>
/// <para>Scores by rubric</para>
/// <code>Get-ScaleTask task_sandbox_02 -Option annotation_details, submissions | Select-ScaleAnnotation -Level Rubric |
///     Format-Table MessageIndex, CriterionTitle, Key, ValueText, ContributorId</code>
/// <para>Shows the annotations of the criteria of a rubric with their contributors.</para>
/// </example>
/// <seealso>Get-ScaleTask</seealso>
/// <seealso>Select-ScaleMessage</seealso>
/// <seealso>Wait-EvalTask</seealso>
[Cmdlet(VerbsCommon.Select, "ScaleAnnotation")]
[OutputType(typeof(ScaleAnnotationRow))]
public sealed class SelectScaleAnnotationCommand : PSCmdlet
{
    private bool _warned;

    /// <summary>The tasks. Accepts pipeline input.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [Alias("Task")]
    public ScaleTask[] InputObject { get; set; } = [];

    /// <summary>The keys of the questions to keep; wildcards are allowed. Default: all.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Key { get; set; }

    /// <summary>The types of annotation to keep, such as integer or rubric_rating; wildcards are allowed. The tasks
    /// must have been requested with -Option annotation_details. Default: all.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ScaleAnnotationTypeCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Type { get; set; }

    /// <summary>The levels to keep: Thread, Turn, Message, Chunk, Rubric. Default: all.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public ScaleAnnotationLevel[]? Level { get; set; }

    /// <summary>Keeps only annotations of messages, and of pieces of messages, with these roles, such as assistant;
    /// wildcards are allowed. Default: all.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ScaleRoleCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Role { get; set; }

    /// <summary>Writes the rows of one input.</summary>
    protected override void ProcessRecord()
    {
        foreach (ScaleAnnotationRow row in InputObject.SelectMany(ScaleAnnotationRow.AllOf))
        {
            if (Type is not null && row.Type is null)
                WarnOfMissingTypes();
            if (NamePattern.Keeps(row.Key, Key)
                && NamePattern.Keeps(row.Type, Type)
                && (Level is null || Level.Contains(row.Level))
                && NamePattern.Keeps(row.Role, Role))
                WriteObject(row);
        }
    }

    private void WarnOfMissingTypes()
    {
        if (!_warned)
            WriteWarning("Some annotations have no type, so -Type skips them: get the tasks with -Option annotation_details.");
        _warned = true;
    }
}
