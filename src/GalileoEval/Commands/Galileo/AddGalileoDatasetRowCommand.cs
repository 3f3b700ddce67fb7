using System.Management.Automation;
using GalileoEval.Binding;
using GalileoEval.Completion;
using GalileoEval.Galileo.Datasets;
using GalileoEval.Pipeline;
using GalileoEval.Text;

namespace GalileoEval.Commands;

/// <summary>Appends rows to a dataset of Galileo, as a new version.</summary>
/// <remarks>
/// <para>Collects all rows and appends them with one request (PATCH /v2/datasets/{dataset_id}/content): they create one
/// new version, or none if the service rejects one of them. If a value from the pipeline is not a row, nothing is sent.
/// A draft has one version only, which changes.</para>
/// <para>Concurrent changes are detected: the request contains the version that was read last (If-Match). If that is no
/// longer the newest, or the dataset is locked, the append is retried. No row is lost and none is stored twice. The
/// request is not retried if it may have been received; Get-GalileoDataset -AllVersions then shows whether there is a
/// new version.</para>
/// <para>Values are sent as New-GalileoDataset sends them. Rows of Get-GalileoDatasetRow are appended without their
/// DatasetId, DatasetVersionIndex, RowId and RowIndex.</para>
/// </remarks>
/// <example>
/// <para>Append a row</para>
/// <code>$null = Start-EvalSandbox
/// @{ input = 'May I pay by invoice?'; output = 'Yes, from the second order on.' } | Add-GalileoDatasetRow 'golden questions' -PassThru</code>
/// <para>Shows the dataset with its new version.</para>
/// </example>
/// <example>
/// <para>Append the rows of a file</para>
/// <code>'input,output', 'Do you ship to Malta?,Yes.' | Set-Content more.csv
/// Import-Csv more.csv | Add-GalileoDatasetRow 'golden questions'</code>
/// <para>Appends all rows as one version.</para>
/// </example>
/// <seealso>Get-GalileoDataset</seealso>
/// <seealso>Get-GalileoDatasetRow</seealso>
/// <seealso>New-GalileoDataset</seealso>
[Cmdlet(VerbsCommon.Add, "GalileoDatasetRow", SupportsShouldProcess = true)]
[OutputType(typeof(GalileoDataset))]
public sealed class AddGalileoDatasetRowCommand : DatasetRowCommand
{
    /// <summary>The dataset: its name, its ID, or an object with a property DatasetId.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("DatasetId")]
    [IdentityTransform(EvalService.Galileo, "DatasetId")]
    [ArgumentCompleter(typeof(GalileoDatasetCompleter))]
    public string Dataset { get; set; } = "";

    /// <summary>The rows: hashtables or objects with a property per column. New columns are added. Accepts pipeline
    /// input.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true)]
    [ValidateNotNull]
    public object[] InputObject { get; set; } = [];

    /// <summary>Writes the dataset afterwards.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Collects the rows of one input.</summary>
    protected override void ProcessRecord() => Collect(InputObject);

    /// <summary>Appends the collected rows.</summary>
    protected override void EndProcessing()
    {
        Try(Dataset, () =>
        {
            if (CollectedRows() is not { } rows)
                return;

            string id = Run(cancellation => Datasets.DatasetIdAsync(Dataset, cancellation));
            if (!ShouldProcess(EvalText.OneLine(Dataset, 100), $"Append {Rows(rows.Count)}"))
                return;

            SendOnce(
                $"The rows may have been stored. Check with Get-GalileoDataset -DatasetId {id} -AllVersions before you run the command again.",
                () => Execute(cancellation => Datasets.AppendRowsAsync(id, rows, cancellation)));
            if (PassThru)
                WriteObject(Run(cancellation => Datasets.GetAsync(id, cancellation)));
        });
    }
}
