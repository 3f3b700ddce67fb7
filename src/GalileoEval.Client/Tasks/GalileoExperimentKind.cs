using GalileoEval.Galileo;

namespace GalileoEval.Tasks;

/// <summary>Experiments of Galileo. They end when their metrics are final.</summary>
internal sealed class GalileoExperimentKind() : EvalTaskKind<GalileoExperiment, GalileoClient>(
    EvalService.Galileo, nameof(GalileoExperiment.ProjectId), nameof(GalileoExperiment.ExperimentId))
{
    // Scores and metrics of an experiment also have its ID, but they are not work.
    public override bool Matches(IEvalTaskIds ids, EvalService? service) =>
        base.Matches(ids, service) && ids.Text(nameof(LogRecordScore.Metric)) is null;

    public override IEvalTask Read(IEvalTaskIds ids) => new GalileoExperiment
    {
        ProjectId = ids.Text(nameof(GalileoExperiment.ProjectId))!,
        ExperimentId = ids.Text(nameof(GalileoExperiment.ExperimentId))!,
        Name = ids.Text(nameof(GalileoExperiment.Name)) ?? "",
    };

    public override string ResultText(IEvalTaskValues values)
    {
        if (values.Text(nameof(GalileoExperiment.ScoredCount)).Length == 0)
            return "";
        string text = EvalTaskKinds.Counted(values.Count(nameof(GalileoExperiment.ScoredCount)), "score");
        int failed = values.Count(nameof(GalileoExperiment.FailedCount));
        return failed > 0 ? $"{text}, {failed} failed" : text;
    }

    protected override IEvalTaskPoller CreatePoller(GalileoClient client) => new GalileoExperimentPoller(client);

    protected override string IdText(GalileoExperiment task) => task.ExperimentId;
}
