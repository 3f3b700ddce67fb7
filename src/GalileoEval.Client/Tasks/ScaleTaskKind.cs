using GalileoEval.Scale;

namespace GalileoEval.Tasks;

/// <summary>Tasks of Scale.</summary>
internal sealed class ScaleTaskKind() : EvalTaskKind<ScaleTask, ScaleClient>(EvalService.Scale, nameof(ScaleTask.TaskId))
{
    public override IEvalTask FromId(string id) => new ScaleTask { TaskId = id };

    public override IEvalTask Read(IEvalTaskIds ids) => new ScaleTask
    {
        TaskId = ids.Text(nameof(ScaleTask.TaskId))!,
        BatchId = ids.Text(nameof(ScaleTask.BatchId)),
        BatchName = ids.Text(nameof(ScaleTask.BatchName)),
    };

    public override string ResultText(IEvalTaskValues values)
    {
        if (values.Text(nameof(ScaleTask.Errors)) is { Length: > 0 } errors)
            return errors;
        int reports = values.Count(nameof(ScaleTask.SensitiveContentReports));
        if (reports > 0)
            return EvalTaskKinds.Counted(reports, "sensitive-content report");
        int threads = values.Count(nameof(ScaleTask.Threads));
        return threads > 0 ? EvalTaskKinds.Counted(threads, "thread") : "";
    }

    protected override IEvalTaskPoller CreatePoller(ScaleClient client) => new ScaleTaskPoller(client);

    protected override string IdText(ScaleTask task) => task.TaskId;
}
