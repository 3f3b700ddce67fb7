using System.Management.Automation;
using GalileoEval.Binding;
using GalileoEval.Completion;
using GalileoEval.Scale;

namespace GalileoEval.Commands;

/// <summary>Unrolls Scale GenAI tasks into their messages, one flat row each.</summary>
/// <remarks>
/// <para>Sends no request: it unrolls the tasks of Get-ScaleTask or Wait-EvalTask as they arrive. A row has the
/// position of the message (ThreadIndex, TurnIndex and MessageIndex, from 0, and the IDs), its author (Role, SourceId,
/// Model), its content (Text, ReferenceTexts, Attachments, Chunks, Reasoning) and its annotations.</para>
/// <para>A task that is not completed, or whose threads are withheld, has no messages.</para>
/// </remarks>
/// <example>
/// <para>A conversation</para>
/// <code>$null = Start-EvalSandbox -TaskDuration 0
/// Get-ScaleTask task_sandbox_01 | Select-ScaleMessage</code>
/// <para>Lists the messages of a task in order.</para>
/// </example>
/// <example>
/// <para>All answers of a model</para>
/// <code>Get-ScaleTask -BatchName sandbox-ratings -Status completed -Option model_parameters | Select-ScaleMessage -Role assistant |
///     Where-Object Model -eq assistant-a | Export-Csv answers.csv -NoTypeInformation</code>
/// <para>Writes what one model said, in all completed tasks of a batch, to a file.</para>
/// </example>
/// <seealso>Get-ScaleTask</seealso>
/// <seealso>Select-ScaleAnnotation</seealso>
[Cmdlet(VerbsCommon.Select, "ScaleMessage")]
[OutputType(typeof(ScaleMessageRow))]
public sealed class SelectScaleMessageCommand : PSCmdlet
{
    /// <summary>The tasks. Accepts pipeline input.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [Alias("Task")]
    public ScaleTask[] InputObject { get; set; } = [];

    /// <summary>The roles of the messages to keep, such as assistant; wildcards are allowed. Default: all.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ScaleRoleCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Role { get; set; }

    /// <summary>The IDs of the sources whose messages to keep; wildcards are allowed. Default: all.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? SourceId { get; set; }

    /// <summary>Writes the rows of one input.</summary>
    protected override void ProcessRecord() => WriteObject(
        InputObject
            .SelectMany(ScaleMessageRow.AllOf)
            .Where(row => NamePattern.Keeps(row.Role, Role) && NamePattern.Keeps(row.SourceId, SourceId)),
        enumerateCollection: true);
}
