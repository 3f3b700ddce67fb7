using GalileoEval.Galileo;

namespace GalileoEval.Tasks;

/// <summary>Validations of code scorers on a sample.</summary>
internal sealed class CodeScorerValidationKind()
    : EvalTaskKind<CodeScorerValidation, GalileoClient>(EvalService.Galileo, nameof(CodeScorerValidation.TaskId))
{
    // Without a service, the format of the ID decides: Galileo's task IDs are GUIDs, Scale's are not.
    public override bool Matches(IEvalTaskIds ids, EvalService? service) =>
        base.Matches(ids, service) && (service is not null || Guid.TryParse(ids.Text(IdProperty), out _));

    public override IEvalTask FromId(string id) => new CodeScorerValidation { TaskId = id };

    public override IEvalTask Read(IEvalTaskIds ids) => new CodeScorerValidation
    {
        TaskId = ids.Text(nameof(CodeScorerValidation.TaskId))!,
        Path = ids.Text(nameof(CodeScorerValidation.Path)),
    };

    public override string ResultText(IEvalTaskValues values) =>
        values.Text(nameof(CodeScorerValidation.ErrorMessage)) is { Length: > 0 } error
            ? error
            : values.Text(nameof(CodeScorerValidation.TestScores));

    protected override IEvalTaskPoller CreatePoller(GalileoClient client) => new CodeScorerValidationPoller(client);

    protected override string IdText(CodeScorerValidation task) => task.TaskId;
}
