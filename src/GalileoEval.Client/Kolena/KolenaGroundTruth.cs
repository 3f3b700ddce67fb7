using System.Text.Json;
using GalileoEval.Json;
using GalileoEval.Kolena.Wire;
using GalileoEval.Text;

namespace GalileoEval.Kolena;

/// <summary>One version of a ground truth: the expected values of an agent's runs
/// (<c>GET /api/v1/client/agents/{agent_id}/ground_truths/{ground_truth_id}/versions/{version}</c>).</summary>
public sealed class KolenaGroundTruth
{
    /// <summary>The agent, taken from the request: the response does not contain it.</summary>
    public required long AgentId { get; init; }

    /// <summary>The ground truth.</summary>
    public required long GroundTruthId { get; init; }

    /// <summary>The version, counted by the service.</summary>
    public required int GroundTruthVersion { get; init; }

    /// <summary>The name.</summary>
    public string? Name { get; init; }

    /// <summary>The instructions for comparing a value with the true one.</summary>
    public string? EvaluationInstructions { get; init; }

    /// <summary>The number of runs in it.</summary>
    public int RunCount => Runs.Count;

    /// <summary>The runs, each with its true values.</summary>
    public EvalList<KolenaGroundTruthRun> Runs { get; init; } = EvalList<KolenaGroundTruthRun>.None;

    /// <summary>The name, else the ids.</summary>
    /// <returns>A short text.</returns>
    public override string ToString() => EvalText.Shown(Name ?? $"agent {AgentId}, ground truth {GroundTruthId}");

    /// <summary>Reads a version of a ground truth.</summary>
    /// <exception cref="JsonException">It has no version, or a negative one.</exception>
    internal static KolenaGroundTruth From(long agentId, long groundTruthId, ClientGroundTruth truth) => new()
    {
        AgentId = agentId,
        GroundTruthId = groundTruthId,
        GroundTruthVersion = truth.Version.Whole() is long version and >= 0 and <= int.MaxValue
            ? (int)version
            : throw truth.Version.Invalid("a ground truth", "version"),
        Name = truth.Name.Text(),
        EvaluationInstructions = truth.EvaluationInstructions.Text(),
        Runs = new EvalList<KolenaGroundTruthRun>([.. truth.Runs.Items().Select(KolenaGroundTruthRun.From)]),
    };
}
