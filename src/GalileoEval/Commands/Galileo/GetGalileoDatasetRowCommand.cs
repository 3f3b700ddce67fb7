using System.Management.Automation;
using GalileoEval.Binding;
using GalileoEval.Galileo.Datasets;
using GalileoEval.Pipeline;
using GalileoEval.Text;

namespace GalileoEval.Commands;

/// <summary>Gets the rows of a dataset of Galileo, with the columns as properties.</summary>
/// <remarks>
/// <para>Reads the rows of a version, page by page as the pipeline consumes them (GET
/// /v2/datasets/{dataset_id}/versions/{version_index}/content). Without -Version the newest version is determined
/// first, so that all rows are of one version even if the dataset changes.</para>
/// <para>Each column is a property of the row, in addition to DatasetId, DatasetVersionIndex, RowId and RowIndex. A
/// column that has the name of one of these, or of another column in different case, is available as $row['name'] only;
/// a warning names it. Add-GalileoDatasetRow and New-GalileoDataset accept the rows, also from a CSV file, and omit
/// these four properties.</para>
/// </remarks>
/// <example>
/// <para>A dataset as a CSV file</para>
/// <code>$null = Start-EvalSandbox
/// Get-GalileoDatasetRow 'golden questions' | Export-Csv golden.csv -NoTypeInformation</code>
/// <para>Reads the newest version.</para>
/// </example>
/// <example>
/// <para>Measure a column</para>
/// <code>@{ input = 'a'; grade = 0.5 }, @{ input = 'b'; grade = 1 } | New-GalileoDataset graded
/// Get-GalileoDatasetRow graded -Version 1 | Measure-EvalScore -Property grade</code>
/// <para>Creates a dataset with a column of numbers, and summarizes the numbers.</para>
/// </example>
/// <example>
/// <para>Select columns</para>
/// <code>Get-GalileoDatasetRow 'golden questions' | Format-Table input, output -Wrap</code>
/// <para>Shows two columns of each row.</para>
/// </example>
/// <seealso>Get-GalileoDataset</seealso>
/// <seealso>Add-GalileoDatasetRow</seealso>
/// <seealso>New-GalileoDataset</seealso>
[Cmdlet(VerbsCommon.Get, "GalileoDatasetRow")]
[OutputType(typeof(GalileoDatasetRow))]
public sealed class GetGalileoDatasetRowCommand : GalileoDatasetCommand
{
    private readonly HashSet<string> _hidden = new(StringComparer.Ordinal);

    /// <summary>The version, counted from 1, as DatasetVersionIndex of an experiment or a version. Default: the newest.
    /// Accepts pipeline input by property name.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("DatasetVersionIndex")]
    [EmptyIsNone]
    public int? Version { get; set; }

    private protected override void Process(string id) =>
        Stream(Datasets.ReadRowsAsync(id, Version, Cancellation), row => WriteObject(WithColumns(row)));

    private PSObject WithColumns(GalileoDatasetRow row)
    {
        PSObject output = new(row);
        foreach (KeyValuePair<string, object?> value in row.GetValues())
        {
            if (value.Key.Length > 0 && output.Members[value.Key] is null)
                output.Properties.Add(new PSNoteProperty(value.Key, value.Value), preValidated: true);
            else if (_hidden.Add(value.Key))
                WriteWarning($"Galileo: the column '{EvalText.OneLine(value.Key, 100)}' is available as $row['name'] only: the row has another member of that name.");
        }

        return output;
    }
}
