using System.Management.Automation;
using GalileoEval.Binding;
using GalileoEval.Completion;
using GalileoEval.Errors;
using GalileoEval.Galileo.Datasets;
using GalileoEval.Pipeline;

namespace GalileoEval.Commands;

/// <summary>Gets datasets of Galileo, and their versions.</summary>
/// <remarks>
/// <para>Without -DatasetId the datasets are listed (POST /v2/datasets/query), page by page as the pipeline consumes
/// them. The service searches a name without wildcards, case-insensitively; with wildcards, all datasets are read and
/// filtered locally. An unknown name without wildcards is an error with the nearest names.</para>
/// <para>With -Version or -AllVersions the output is the versions of each dataset (POST
/// /v2/datasets/{dataset_id}/versions/query), the newest first: who changed it when, and how many rows and columns were
/// added, removed and changed.</para>
/// </remarks>
/// <example>
/// <para>All datasets</para>
/// <code>$null = Start-EvalSandbox
/// Get-GalileoDataset</code>
/// <para>Lists the datasets of the organization.</para>
/// </example>
/// <example>
/// <para>The history of a dataset</para>
/// <code>@{ input = 'May I pay by invoice?'; output = 'Yes.' } | Add-GalileoDatasetRow 'golden questions'
/// Get-GalileoDataset 'golden questions' -AllVersions</code>
/// <para>Appends a row and shows both versions.</para>
/// </example>
/// <seealso>Get-GalileoDatasetRow</seealso>
/// <seealso>New-GalileoDataset</seealso>
/// <seealso>Add-GalileoDatasetRow</seealso>
/// <seealso>Remove-GalileoDataset</seealso>
[Cmdlet(VerbsCommon.Get, "GalileoDataset", DefaultParameterSetName = NameSet)]
[OutputType(typeof(GalileoDataset))]
[OutputType(typeof(GalileoDatasetVersion))]
public sealed class GetGalileoDatasetCommand : GalileoCommand
{
    private const string NameSet = "Name";
    private const string IdSet = "Id";

    /// <summary>The names; wildcards are allowed. Default: all.</summary>
    [Parameter(Position = 0, ParameterSetName = NameSet)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(GalileoDatasetCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

    /// <summary>The IDs of the datasets, or objects with a property DatasetId, such as experiments. Accepts pipeline
    /// input by property name.</summary>
    [Parameter(Mandatory = true, ParameterSetName = IdSet, ValueFromPipelineByPropertyName = true)]
    [IdentityTransform(EvalService.Galileo, "DatasetId")]
    public string[] DatasetId { get; set; } = [];

    /// <summary>Gets these versions instead of the datasets, counted from 1. Default: none.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int[]? Version { get; set; }

    /// <summary>Gets all versions instead of the datasets.</summary>
    [Parameter]
    public SwitchParameter AllVersions { get; set; }

    /// <summary>Writes the datasets of one input.</summary>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == NameSet)
        {
            new NameSearch<GalileoDataset>(
                this, "dataset", "", name => Datasets.ListAsync(name, Cancellation), WriteFound).Write(Name, null);
            return;
        }

        foreach (string id in DatasetId)
            Try(id, () => WriteFound(Run(cancellation => Datasets.GetAsync(id, cancellation))));
    }

    private void WriteFound(GalileoDataset dataset)
    {
        if (Version is null && !AllVersions)
            WriteObject(dataset);
        else
            Try(dataset, () => WriteVersions(dataset));
    }

    private void WriteVersions(GalileoDataset dataset)
    {
        HashSet<long> missing = [.. (Version ?? []).Select(version => (long)version)];
        Stream(Datasets.ListVersionsAsync(dataset.DatasetId, Cancellation), version =>
        {
            if (missing.Remove(version.DatasetVersionIndex ?? 0) || AllVersions)
                WriteObject(version);
        });
        foreach (long version in missing.OrderBy(version => version))
        {
            WriteFailure(
                new EvalException(EvalErrorCondition.NotFound, $"Galileo: the dataset '{dataset}' has no version {version}.")
                {
                    Service = EvalService.Galileo,
                    RecommendedAction = "Use -AllVersions to see the versions.",
                },
                version);
        }
    }
}
