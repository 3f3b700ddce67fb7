using System.Management.Automation;
using GalileoEval.Binding;
using GalileoEval.Completion;
using GalileoEval.Errors;

namespace GalileoEval.Pipeline;

/// <summary>The base of the cmdlets for existing datasets.</summary>
public abstract class GalileoDatasetCommand : GalileoCommand
{
    private protected GalileoDatasetCommand()
    {
    }

    /// <summary>The datasets: names, IDs, or objects with a property DatasetId, such as those of Get-GalileoDataset.
    /// Accepts pipeline input.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("DatasetId")]
    [IdentityTransform(EvalService.Galileo, "DatasetId")]
    [ArgumentCompleter(typeof(GalileoDatasetCompleter))]
    public string[] Dataset { get; set; } = [];

    /// <summary>Processes the datasets of one input. An error of one does not end the others.</summary>
    protected override void ProcessRecord()
    {
        foreach (string dataset in Dataset)
            Try(dataset, () => Process(Run(cancellation => Datasets.DatasetIdAsync(dataset, cancellation))));
    }

    /// <summary>Processes one dataset.</summary>
    /// <exception cref="EvalException">Written as a non-terminating error.</exception>
    private protected abstract void Process(string id);
}
