using GalileoEval.Galileo;

namespace GalileoEval.Tasks;

/// <summary>Validations of code scorers on log records.</summary>
internal sealed class LogRecordValidationKind()
    : EvalTaskKind<LogRecordValidation, GalileoClient>(EvalService.Galileo, nameof(LogRecordValidation.MetricsExperimentId))
{
    public override IEvalTask Read(IEvalTaskIds ids) => new LogRecordValidation
    {
        ProjectId = ids.Text(nameof(LogRecordValidation.ProjectId)),
        MetricsExperimentId = ids.Text(nameof(LogRecordValidation.MetricsExperimentId))!,
        Path = ids.Text(nameof(LogRecordValidation.Path)),
        LogStreamId = ids.Text(nameof(LogRecordValidation.LogStreamId)),
        ExperimentId = ids.Text(nameof(LogRecordValidation.ExperimentId)),
        DatasetId = ids.Text(nameof(LogRecordValidation.DatasetId)),
    };

    public override string ResultText(IEvalTaskValues values)
    {
        if (values.Count(nameof(LogRecordValidation.RecordCount)) == 0)
            return "";
        string text = EvalTaskKinds.Counted(values.Count(nameof(LogRecordValidation.ScoredCount)), "score");
        if (values.Text(nameof(LogRecordValidation.AverageScore)) is { Length: > 0 } average)
            text += $", avg {average}";
        int failed = values.Count(nameof(LogRecordValidation.FailedCount));
        return failed > 0 ? $"{text}, {failed} failed" : text;
    }

    protected override IEvalTaskPoller CreatePoller(GalileoClient client) => new LogRecordValidationPoller(client);

    protected override string IdText(LogRecordValidation task) => task.MetricsExperimentId;
}
