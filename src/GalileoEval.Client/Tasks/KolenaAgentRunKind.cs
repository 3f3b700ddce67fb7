using System.Globalization;
using GalileoEval.Kolena;

namespace GalileoEval.Tasks;

/// <summary>Runs of agents.</summary>
internal sealed class KolenaAgentRunKind() : EvalTaskKind<KolenaAgentRun, KolenaClient>(
    EvalService.Kolena, nameof(KolenaAgentRun.AgentId), nameof(KolenaAgentRun.RunId))
{
    public override IEvalTask Read(IEvalTaskIds ids) => new KolenaAgentRun
    {
        AgentId = ids.Number(nameof(KolenaAgentRun.AgentId)),
        RunId = ids.Number(nameof(KolenaAgentRun.RunId)),
    };

    public override string ResultText(IEvalTaskValues values) => values.Text(nameof(KolenaAgentRun.Results));

    protected override IEvalTaskPoller CreatePoller(KolenaClient client) => new KolenaAgentRunPoller(client);

    protected override string IdText(KolenaAgentRun task) =>
        string.Format(CultureInfo.InvariantCulture, "{0}/{1}", task.AgentId, task.RunId);
}
