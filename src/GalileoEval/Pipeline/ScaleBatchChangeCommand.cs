using System.Management.Automation;
using GalileoEval.Binding;
using GalileoEval.Completion;
using GalileoEval.Errors;
using GalileoEval.Scale;
using GalileoEval.Text;

namespace GalileoEval.Pipeline;

/// <summary>The base of the cmdlets that change existing batches of Scale.</summary>
public abstract class ScaleBatchChangeCommand : ScaleThrottledCommand<ScaleBatch>
{
    private protected const string IdSet = "Id";
    private protected const string NameSet = "Name";

    private protected ScaleBatchChangeCommand()
    {
    }

    /// <summary>The IDs of the batches, or objects with a property BatchId, such as those of Get-ScaleBatch. Accepts
    /// pipeline input.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = IdSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [IdentityTransform(EvalService.Scale, "BatchId")]
    public string[] BatchId { get; set; } = [];

    /// <summary>The names of the batches, without wildcards: each is resolved with one request (GET
    /// /v2/batch).</summary>
    [Parameter(Mandatory = true, ParameterSetName = NameSet)]
    [ArgumentCompleter(typeof(ScaleBatchNameCompleter))]
    public string[] BatchName { get; set; } = [];

    /// <summary>What the cmdlet does to a batch, for the confirmation.</summary>
    private protected abstract string Action { get; }

    /// <summary>Changes the batches of one input.</summary>
    protected override void ProcessRecord()
    {
        Func<string, CancellationToken, Task<ScaleBatch>> change = OrEnd(null, Changing);
        foreach (string id in BatchId)
        {
            if (ShouldProcess($"Batch {EvalText.OneLine(id, 100)}", Action))
                Requests.Add(id, cancellation => change(id, cancellation));
        }

        foreach (string name in BatchName)
        {
            if (ShouldProcess($"Batch '{EvalText.OneLine(name, 100)}'", Action))
                Requests.Add(name, async cancellation => await change(await IdOfAsync(name, cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false));
        }
    }

    /// <summary>Returns the change of a batch, given its ID, with the arguments of this input.</summary>
    /// <exception cref="EvalException">An argument is invalid.</exception>
    private protected abstract Func<string, CancellationToken, Task<ScaleBatch>> Changing();

    private async Task<string> IdOfAsync(string name, CancellationToken cancellationToken)
    {
        ScaleBatch batch = await new ScaleNames(Client).ExplainAsync(
            cancellation => Client.GetBatchAsync(batchId: null, name, cancellation), projectName: null, name, cancellationToken)
            .ConfigureAwait(false);
        return batch.BatchId;
    }
}
