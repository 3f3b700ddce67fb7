using System.Globalization;
using GalileoEval.Kolena;

namespace GalileoEval.Tasks;

/// <summary>Validations of ground truths.</summary>
internal sealed class KolenaValidationKind() : EvalTaskKind<KolenaValidation, KolenaClient>(
    EvalService.Kolena,
    nameof(KolenaValidation.AgentId),
    nameof(KolenaValidation.GroundTruthId),
    nameof(KolenaValidation.ValidationId))
{
    public override IEvalTask Read(IEvalTaskIds ids) => new KolenaValidation
    {
        AgentId = ids.Number(nameof(KolenaValidation.AgentId)),
        GroundTruthId = ids.Number(nameof(KolenaValidation.GroundTruthId)),
        ValidationId = ids.Number(nameof(KolenaValidation.ValidationId)),
    };

    public override string ResultText(IEvalTaskValues values) =>
        values.Text(nameof(KolenaValidation.Score)) is { Length: > 0 } score ? $"score {score}" : "";

    protected override IEvalTaskPoller CreatePoller(KolenaClient client) => new KolenaValidationPoller(client);

    protected override string IdText(KolenaValidation task) => string.Format(
        CultureInfo.InvariantCulture, "{0}/{1}/{2}", task.AgentId, task.GroundTruthId, task.ValidationId);
}
