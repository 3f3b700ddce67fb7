using System.Management.Automation;
using System.Text.Json;
using GalileoEval.Binding;
using GalileoEval.Pipeline;
using GalileoEval.Scale;

namespace GalileoEval.Commands;

/// <summary>Sets the metadata of Scale GenAI batches.</summary>
/// <remarks>
/// <para>Replaces the metadata of each batch or, with -Merge, changes only the specified members, at any depth (POST
/// /v2/batch/metadata). As Set cmdlets do, it writes the changed batches with -PassThru only.</para>
/// <para>The request is sent again only if it was certainly not received. A batch that cannot be changed is one error
/// in its place.</para>
/// </remarks>
/// <example>
/// <para>Add a member</para>
/// <code>$null = Start-EvalSandbox
/// Set-ScaleBatch -BatchName sandbox-ratings -Metadata @{ reviewed = $true } -Merge -PassThru</code>
/// <para>Adds a member to the metadata and keeps the others.</para>
/// </example>
/// <example>
/// <para>Replace the metadata of several batches</para>
/// <code>Get-ScaleBatch -BatchName sandbox-* | Set-ScaleBatch -Metadata @{ owner = 'support' }</code>
/// <para>Leaves each batch with this metadata only.</para>
/// </example>
/// <seealso>Get-ScaleBatch</seealso>
/// <seealso>Set-ScaleTask</seealso>
[Cmdlet(VerbsCommon.Set, "ScaleBatch", DefaultParameterSetName = IdSet, SupportsShouldProcess = true)]
[OutputType(typeof(ScaleBatch))]
public sealed class SetScaleBatchCommand : ScaleBatchChangeCommand
{
    /// <summary>The metadata: a hashtable, an object, or the text of a JSON object.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNull]
    public object Metadata { get; set; } = null!;

    /// <summary>Merges the metadata into the present one. Default: replaces it.</summary>
    [Parameter]
    public SwitchParameter Merge { get; set; }

    /// <summary>Writes the changed batches to the pipeline. Default: writes nothing.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override string Action => Merge ? "Merge metadata" : "Replace metadata";

    private protected override Func<string, CancellationToken, Task<ScaleBatch>> Changing()
    {
        JsonElement metadata = JsonArgument.ElementOf(nameof(Metadata), Metadata)!.Value;
        return (id, cancellation) => Editor.SetBatchMetadataAsync(id, metadata, Merge, cancellation);
    }

    private protected override void Write(ScaleBatch result)
    {
        if (PassThru)
            base.Write(result);
    }
}
