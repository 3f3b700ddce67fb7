using System.Management.Automation;
using GalileoEval.Galileo.Datasets;
using GalileoEval.Pipeline;
using GalileoEval.Text;

namespace GalileoEval.Commands;

/// <summary>Removes datasets from Galileo, with all their versions.</summary>
/// <remarks>
/// <para>Removes each dataset (DELETE /v2/datasets/{dataset_id}) after a confirmation: it cannot be restored.
/// -Confirm:$false removes without one, -WhatIf shows what would be removed. A name is resolved first and must match
/// one dataset only; a value in the form of a UUID is treated as an ID.</para>
/// </remarks>
/// <example>
/// <para>See what would be removed</para>
/// <code>$null = Start-EvalSandbox
/// Get-GalileoDataset golden* | Remove-GalileoDataset -WhatIf</code>
/// <para>Lists the datasets and removes none.</para>
/// </example>
/// <example>
/// <para>Remove one</para>
/// <code>$null = @{ input = 'a' } | New-GalileoDataset scratch
/// Remove-GalileoDataset scratch -Confirm:$false</code>
/// <para>Removes the dataset without a confirmation.</para>
/// </example>
/// <seealso>Get-GalileoDataset</seealso>
/// <seealso>New-GalileoDataset</seealso>
[Cmdlet(VerbsCommon.Remove, "GalileoDataset", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemoveGalileoDatasetCommand : GalileoDatasetCommand
{
    private protected override void Process(string id)
    {
        // The prompt shows the name, because an ID alone is not meaningful.
        GalileoDataset found = Run(cancellation => Datasets.GetAsync(id, cancellation));
        if (!ShouldProcess(
            $"{EvalText.OneLine(found.Name, 100)} ({found.DatasetId}), {(found.RowCount == 1 ? "1 row" : $"{found.RowCount} rows")}", "Remove the dataset with all its versions"))
        {
            return;
        }

        SendOnce(
            $"The dataset may have been removed. Check with Get-GalileoDataset -DatasetId {found.DatasetId}.",
            () => Execute(cancellation => Datasets.RemoveAsync(found.DatasetId, cancellation)));
    }
}
