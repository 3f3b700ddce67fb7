using System.Management.Automation;
using GalileoEval.Binding;
using GalileoEval.Completion;
using GalileoEval.Errors;
using GalileoEval.Galileo.Datasets;
using GalileoEval.Pipeline;
using GalileoEval.Text;
using GalileoEval.Transport;

namespace GalileoEval.Commands;

/// <summary>Removes datasets from Galileo, with all their versions.</summary>
/// <remarks>
/// <para>Removes each dataset (DELETE /v2/datasets/{dataset_id}) after a confirmation: it cannot be restored. -Confirm:$false removes
/// without one, -WhatIf shows what would be removed. A name is resolved first and must match one dataset only; a value in the form of
/// a UUID is treated as an ID.</para>
/// </remarks>
/// <example>
/// <para>See what would be removed</para>
/// <code>$null = Start-EvalSandbox
/// Get-GalileoDataset golden* | Remove-GalileoDataset -WhatIf</code>
/// <para>Names the datasets and removes none.</para>
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
public sealed class RemoveGalileoDatasetCommand : GalileoCommand
{
    private GalileoDatasets _datasets = null!;

    /// <summary>The datasets: names, IDs, or objects with a property DatasetId, such as those of Get-GalileoDataset. Accepts pipeline
    /// input.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("DatasetId")]
    [IdentityTransform(EvalService.Galileo, "DatasetId")]
    [ArgumentCompleter(typeof(GalileoDatasetCompleter))]
    public string[] Dataset { get; set; } = [];

    /// <summary>Opens the connection; without one the cmdlet ends.</summary>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _datasets = new GalileoDatasets(Transport, Pump);
    }

    /// <summary>Removes the datasets of one input.</summary>
    protected override void ProcessRecord()
    {
        foreach (string dataset in Dataset)
        {
            try
            {
                Remove(dataset);
            }
            catch (EvalException e)
            {
                WriteFailure(e, dataset);
            }
        }
    }

    private void Remove(string dataset)
    {
        // An ID says little to a user who must confirm.
        GalileoDataset found = Run(async cancellation => await _datasets.GetAsync(
            await _datasets.DatasetIdAsync(dataset, cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false));
        if (!ShouldProcess(
            $"{EvalText.OneLine(found.Name, 100)} ({found.DatasetId}), {(found.RowCount == 1 ? "1 row" : $"{found.RowCount} rows")}", "Remove the dataset with all its versions"))
        {
            return;
        }

        try
        {
            Run(async cancellation =>
            {
                await _datasets.RemoveAsync(found.DatasetId, cancellation).ConfigureAwait(false);
                return true;
            });
        }
        catch (EvalException e)
        {
            throw LostResponse.Explain(e, $"The dataset may have been removed. Check with Get-GalileoDataset -DatasetId {found.DatasetId}.");
        }
    }
}
