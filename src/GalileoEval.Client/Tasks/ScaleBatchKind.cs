using GalileoEval.Scale;

namespace GalileoEval.Tasks;

/// <summary>Batches of Scale.</summary>
internal sealed class ScaleBatchKind() : EvalTaskKind<ScaleBatch, ScaleClient>(EvalService.Scale, nameof(ScaleBatch.BatchId))
{
    public override IEvalTask Read(IEvalTaskIds ids) => new ScaleBatch { BatchId = ids.Text(nameof(ScaleBatch.BatchId))! };

    public override string ResultText(IEvalTaskValues values) => "";

    protected override IEvalTaskPoller CreatePoller(ScaleClient client) => new ScaleBatchPoller(client);

    protected override string IdText(ScaleBatch task) => task.BatchId;
}
