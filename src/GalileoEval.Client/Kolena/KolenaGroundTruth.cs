using GalileoEval.Text;

namespace GalileoEval.Kolena;

/// <summary>One version of a ground truth: what the values of an agent should have been
/// (<c>GET /api/v1/client/agents/{agent_id}/ground_truths/{ground_truth_id}/versions/{version}</c>).</summary>
public sealed class KolenaGroundTruth
{
    /// <summary>The agent. The service does not repeat it: it is the one that was asked for.</summary>
    public required long AgentId { get; init; }

    /// <summary>The ground truth.</summary>
    public required long GroundTruthId { get; init; }

    /// <summary>The version, counted by the service.</summary>
    public required int GroundTruthVersion { get; init; }

    /// <summary>The name.</summary>
    public string? Name { get; init; }

    /// <summary>How to compare a value with the true one, as text.</summary>
    public string? EvaluationInstructions { get; init; }

    /// <summary>How many runs it has the truth of.</summary>
    public int RunCount => Runs.Count;

    /// <summary>The runs, with the values that are true of each.</summary>
    public EvalList<KolenaGroundTruthRun> Runs { get; init; } = EvalList<KolenaGroundTruthRun>.None;

    /// <summary>The name, else the ids.</summary>
    /// <returns>A short text.</returns>
    public override string ToString() => EvalText.Shown(Name ?? $"agent {AgentId}, ground truth {GroundTruthId}");
}
